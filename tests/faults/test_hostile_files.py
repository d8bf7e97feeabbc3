"""Cases 29 and 30: files that are small and would be large, and entities that lead elsewhere."""

import io
import json
import os
import random
import subprocess
import sys
import zipfile
from pathlib import Path

from flipdesk.documents.minutes_docx import render
from flipdesk.documents.returned.reader import read_returned
from flipdesk.documents.template.inspect import inspect
from flipdesk.errors import KnownError
from flipdesk.exchange.refi.read_codes import read_codebook
from flipdesk.exchange.refi.read_project import read_package
from tests.faults.fuzz_targets import research_files
from tests.faults.mutating import packed
from tests.helpers.figures import Figures
from tests.helpers.nordby import minutes, nordby
from tests.helpers.word_templates import template

ROOT = Path(__file__).resolve().parents[2]
MB = 1_000_000
MOST_MB, MOST_S = 300.0, 2.0
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SECRET = "hemmeligt-7f3a"
_READ = """
import json, resource, sys, time
from pathlib import Path
from flipdesk.errors import KnownError
from tests.test_one_door import READERS
began = time.monotonic()
try:
    READERS[sys.argv[1]][1](Path(sys.argv[2]))
    said = ""
except KnownError as error:
    said = str(error)
# The figure of this process itself begins with that of whoever started it.
own = next(one for one in open("/proc/self/status") if one.startswith("VmHWM"))
peak = max(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, int(own.split()[1]))
print(json.dumps([said, peak / 1024, time.monotonic() - began]))
"""


def taken_in(kind: str, path: Path) -> tuple[str, float, float]:
    """Return what a file is refused with, the memory of the largest process, and how long."""
    done = subprocess.run(
        [sys.executable, "-c", _READ, kind, str(path)],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT), "FLIPDESK_LANGUAGE": "da"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    said, peak_mb, seconds = json.loads(done.stdout)
    return said, peak_mb, seconds


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def bombs() -> dict[str, tuple[str, bytes]]:
    """Return files that are small and would be large, by what they do."""
    docx, (project, _codes) = parts_of(render(minutes(nordby()))), research_files()
    qdpx = parts_of(project)
    rng = random.Random(7)
    # Not so well packed that the ratio alone tells it.
    # A stretch is longer than what a packer remembers.
    elements = b"".join(b"<w:p/>" * 40 + str(rng.random()).encode() for _ in range(900)) * 100
    body = f"<w:document {W}><w:body>".encode() + elements + b"</w:body></w:document>"
    attributes = b"".join(b'<a b="" c="" e="%d"/>' % rng.randrange(10**9) for _ in range(4_000))
    return {
        "one part": ("returned document", packed({**docx, "word/media/a.png": bytes(110 * MB)})),
        "the text itself": ("material", packed({**docx, "word/document.xml": bytes(60 * MB)})),
        "elements": ("returned document", packed({**docx, "word/document.xml": body})),
        "entries": ("material", packed({f"word/{one}.xml": b"" for one in range(20_000)})),
        "a template": ("Word template", packed({**docx, "word/styles.xml": bytes(40 * MB)})),
        "names that collide": ("Word template", packed({**docx, "WORD/document.xml": b"<a/>"})),
        "a source": ("research project", packed({**qdpx, "sources/x.txt": b" " * 40 * MB})),
        "sources": (
            "research project",
            packed({**qdpx, **{f"sources/{one}.txt": b"ab" * MB for one in range(60)}}),
        ),
        "attributes": (
            "research project",
            packed({**qdpx, "project.qde": b"<Project>" + attributes * 500 + b"</Project>"}),
        ),
        "lists in lists": ("session file", b"[" * 19 * MB),
        "values": ("session file", b"[" + b"[]," * 6 * MB + b"1]"),
        "values in JSON": ("transcript", b'{"segments":[' + b"{}," * 6 * MB + b"1]}"),
    }


def test_bombs_are_refused_before_they_go_off(tmp_path: Path, figures: Figures) -> None:
    read, memory, longest = [], [], []
    every = bombs()
    for name, (kind, data) in every.items():
        path = tmp_path / f"bombe{'.qdpx' if kind == 'research project' else '.docx'}"
        path.write_bytes(data)
        said, peak_mb, seconds = taken_in(kind, path)
        read += [] if said else [name]
        memory.append(peak_mb)
        longest.append(seconds)
    slow = [name for name, one in zip(every, longest, strict=True) if one > MOST_S]
    figures.add("bombs that were read", len(read), f"of {len(memory)}", "0")
    figures.most("bombs, memory", memory, "MB", f"at most {MOST_MB:g}")
    figures.most("bombs, time", longest, "s", f"at most {MOST_S:g}")
    assert read == []
    assert max(memory) <= MOST_MB
    # A machine that is busy with other things may take longer, but not as long as a hang does.
    assert max(longest) <= 10 * MOST_S, slow


def entities(secret: Path) -> list[bytes]:
    kinds = (
        f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]>',
        f'<!DOCTYPE a [<!ENTITY % x SYSTEM "{secret.as_uri()}">%x;]>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">',
        "<!DOCTYPE a [" + "<!ENTITY a0 'ha'>"
        + "".join(f"<!ENTITY a{one + 1} '{f'&a{one};' * 10}'>" for one in range(9)) + "]>",
        f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}" NDATA y>]>',
    )  # fmt: skip
    texts = [f'{one}<w:document {W}><w:body><w:p><w:r><w:t>&x;&a9;</w:t></w:r></w:p></w:body>'
             "</w:document>" for one in kinds]  # fmt: skip
    codings = ("utf-8", "utf-16", "utf-16-be", "cp037", "utf-32", "utf-7")
    return [
        f'<?xml version="1.0" encoding="{coding}"?>{text}'.encode(coding)
        for text in texts
        for coding in codings
    ]


def test_entities_are_never_followed(tmp_path: Path, figures: Figures) -> None:
    secret = tmp_path / "hemmeligt.txt"
    secret.write_text(SECRET)
    docx, qdpx = parts_of(template("{{punkter}}")), parts_of(research_files()[0])
    told, tried = [], 0
    for xml in entities(secret):
        for read, data in (
            (read_returned, packed({**docx, "word/document.xml": xml})),
            (inspect, packed({**docx, "word/styles.xml": xml})),
            (inspect, packed({**docx, "_rels/.rels": xml})),
            (read_package, packed({**qdpx, "project.qde": xml})),
            (read_codebook, xml),
        ):
            tried += 1
            try:
                found = repr(read(data))
            except KnownError as error:
                found = str(error)
            if SECRET in found or "hahahaha" in found:
                told.append(xml[:80])
    figures.add("entities that were followed", len(told), f"of {tried}", "0")
    assert told == []
