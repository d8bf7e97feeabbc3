"""Word minutes of 20 to 2,000 reflections, beside writing the same XML by hand into a zip file.

Both sides take turns in one process, imports not counted: ours composes the minutes from the record
and renders them, the floor escapes the same texts into the same fragments and zips them with the
parts of the base template. Memory is the peak of a process of its own.
"""

import gc
import io
import os
import random
import statistics
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.sax.saxutils import escape

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).parent))

from _neighbours import neighbours
from _paired import ratio_row

from flipdesk.documents.minutes_docx import render
from flipdesk.domain.document_form import DocumentForm
from flipdesk.domain.minutes_snapshot import MinutesSnapshot
from flipdesk.domain.session_record import SessionRecord
from flipdesk.paths import resource
from tests.helpers.nordby import many, minutes

SIZES = (20, 200, 300, 2_000)
WORDS = 40
PAIRS = int(os.environ.get("FLIPDESK_BENCH_PAIRS", "15"))
GOAL = 2.5
MEMORY_GOAL_MB = 30
LINEAR_GOAL = 11

HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document '
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
)


def by_hand(snapshot: MinutesSnapshot) -> bytes:
    """Return a package with the contributions of a snapshot, written as text."""
    parts = [HEAD]
    for item in snapshot.items:
        parts.append(words("Heading2", item.heading))
        for group in item.groups:
            parts.append(words("Heading3", group.heading))
            for number, one in enumerate(group.contributions):
                parts.append(
                    f'<w:p><w:pPr><w:pStyle w:val="FlipWords"/></w:pPr>'
                    f'<w:bookmarkStart w:id="{number}" w:name="_fd_r_{one.key.replace("-", "")}"/>'
                    f'<w:r><w:t xml:space="preserve">{escape(one.text)}</w:t></w:r>'
                    f'<w:bookmarkEnd w:id="{number}"/></w:p>'
                    f'<w:p><w:pPr><w:pStyle w:val="FlipSource"/></w:pPr>'
                    f'<w:r><w:t xml:space="preserve">{escape(one.speaker or "")}   </w:t></w:r>'
                )
                parts += [
                    f'<w:r><w:rPr><w:b/><w:bCs/><w:color w:val="14181A"/><w:shd w:val="clear" '
                    f'w:color="auto" w:fill="BD7260"/></w:rPr><w:t xml:space="preserve"> '
                    f'{mark.number} </w:t></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>'
                    f'<w:r><w:rPr><w:color w:val="8A3F2C"/></w:rPr><w:t xml:space="preserve">'
                    f"{escape(mark.name)}</w:t></w:r>"
                    for mark in one.marks
                ]
                parts.append("</w:p>")
    parts.append("</w:body></w:document>")
    return zipped("".join(parts).encode())


def words(style: str, text: str) -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
    )


def zipped(document: bytes) -> bytes:
    buffer = io.BytesIO()
    template = zipfile.ZipFile(resource("templates", "minutes.docx"))
    with template, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name in template.namelist():
            is_document = name == "word/document.xml"
            package.writestr(name, document if is_document else template.read(name))
    return buffer.getvalue()


def session(size: int) -> SessionRecord:
    """Return a session whose reflections are 40 words each and all different."""
    record = many(size)
    spoken = sorted({word for one in record.reflections[:17] for word in one.text.split()})
    draw = random.Random(20261122)
    reflections = (
        replace(one, text=" ".join(draw.choices(spoken, k=WORDS))) for one in record.reflections
    )
    return replace(record, reflections=tuple(reflections))


def ours(size: int) -> Callable[[], bytes]:
    record = session(size)
    return lambda: render(minutes(record))


def floor(size: int) -> Callable[[], bytes]:
    snapshot = minutes(session(size))
    return lambda: by_hand(snapshot)


def others(size: int) -> dict[str, Callable[[], bytes] | None]:
    """Return the other forms, and other programs, each drawing a snapshot; None for the absent."""
    import docx

    from flipdesk.documents.forms import draw
    from flipdesk.documents.template.fill import fill

    snapshot = minutes(session(size))
    document, held = docx.Document(), io.BytesIO()
    document.add_paragraph("{{punkter}}")
    document.save(held)
    return {
        "Word": lambda: draw(snapshot, DocumentForm.WORD),
        "in a template": lambda: fill(snapshot, held.getvalue()),
        "HTML": lambda: draw(snapshot, DocumentForm.HTML),
        "PDF": lambda: draw(snapshot, DocumentForm.PDF),
        **neighbours(snapshot),
    }


def print_others(size: int) -> None:
    """Print what each takes beside writing the XML by hand, composing not counted."""
    bare = statistics.median(seconds(floor(size)) for _ in range(5))
    print(f"drawing {size} reflections, by hand {bare * 1e3:.1f} ms:")
    for name, work in others(size).items():
        if work is None:
            print(f"{name:>14}  not installed")
            continue
        work()
        taken = statistics.median(seconds(work) for _ in range(3))
        print(f"{name:>14} {taken * 1e3:>9.1f} ms {taken / bare:>7.2f} times")


def seconds(work: Callable[[], bytes]) -> float:
    gc.collect()
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def peak_mb(side: str) -> float:
    """Return the peak memory of a process that does one side once at the largest size."""
    command = [sys.executable, __file__, side]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def own_peak_mb() -> float:
    """Return this process's own peak; ru_maxrss would bring the parent's along."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def main() -> int:
    if len(sys.argv) > 1:
        {"ours": ours, "floor": floor}[sys.argv[1]](SIZES[-1])()
        print(own_peak_mb())
        return 0
    medians: dict[int, float] = {}
    timed: dict[int, tuple[list[float], list[float]]] = {}
    print(f"{'reflections':>12} {'by hand ms':>11} {'ours ms':>9} {'ratio':>6}")
    for size in SIZES:
        our_work, floor_work = ours(size), floor(size)
        our_work(), floor_work()
        pairs = [(seconds(our_work), seconds(floor_work)) for _ in range(PAIRS)]
        timed[size] = [one for one, _ in pairs], [other for _, other in pairs]
        medians[size], bare = (statistics.median(side) for side in timed[size])
        row = (bare * 1e3, medians[size] * 1e3, medians[size] / bare)
        print("{:>12} {:>11.1f} {:>9.1f} {:>6.2f}".format(size, *row))
    growth = medians[2_000] / medians[200]
    print(f"2,000 take {growth:.1f} times what 200 take (goal: at most {LINEAR_GOAL})")
    if sys.platform == "linux":
        peaks = peak_mb("ours"), peak_mb("floor")
        print(
            f"peak memory: {peaks[0]:.0f} MB, by hand {peaks[1]:.0f} (goal: {MEMORY_GOAL_MB} more)"
        )
    for size in (300, 2_000):
        print_others(size)
    own, bare_times = timed[2_000]
    against = "the same XML written by hand into a zip file, 2,000 reflections"
    print(ratio_row("minutes", own, bare_times, against=against, goal=GOAL))
    return 0


if __name__ == "__main__":
    sys.exit(main())
