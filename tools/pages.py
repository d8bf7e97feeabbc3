"""Turn the documents of the sample sessions into pages to look at: Word, PDF and a picture a page.

    python tools/pages.py [FOLDER]        of the example and its series; dist/pages if none is said
    python tools/pages.py FOLDER all      of every sample session

LibreOffice makes the PDF and pdftoppm the pictures; how many pages each has is printed.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from flipdesk.domain.clock import ManualClock
from flipdesk.domain.paper import PaperKind
from flipdesk.domain.vocabulary import Audience
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.opening import open_or_create
from flipdesk.services.digests import Digests
from flipdesk.services.minutes import MinutesDesk
from flipdesk.services.papers import Papers, handout
from flipdesk.services.samples import add_samples

LANGUAGES = ("da", "en")
MOMENT = datetime(2021, 4, 23, 8, tzinfo=UTC)
TITLE = "Samtaleflip 3"
DOTS_PER_INCH = 70


def documents(base: KnowledgeBase, *, every: bool) -> Iterator[tuple[str, bytes]]:
    """Yield a name and the Word file of each document."""
    clock = ManualClock(MOMENT)
    desk, papers, digests = MinutesDesk(base, clock), Papers(base, clock), Digests(base, clock)
    for session in base.sessions.all():
        if not every and session.title != TITLE:
            continue
        name = session.title.replace(" ", "-")
        for language in LANGUAGES:
            for audience in Audience:
                snapshot = desk.prepare(session.id, audience, language)
                yield f"{name}-{audience}-{language}", desk.render(snapshot)
            for kind in (PaperKind.PROGRAM, PaperKind.RUN_SHEET):
                yield (
                    f"{name}-{kind}-{language}",
                    papers.prepare(kind, session.id, language).render(),
                )
    for series in base.series.all():
        held = base.sessions.of_series(series.id)
        if every or any(one.title == TITLE for one in held):
            for language in LANGUAGES:
                name = series.title.replace(" ", "-")
                yield f"{name}-digest-{language}", digests.prepare(series.id, language).render()
    for kind in PaperKind:
        if kind.is_handout:
            for language in LANGUAGES:
                yield f"{kind}-{language}", handout(kind, language, MOMENT).render()


def main() -> int:
    """Write the documents, their PDF and their pictures, and print the pages of each."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "dist/pages").absolute()
    folder.mkdir(parents=True, exist_ok=True)
    names = []
    with tempfile.TemporaryDirectory() as place:
        base = open_or_create(Path(place) / "base", ManualClock(MOMENT))
        add_samples(base, ManualClock(MOMENT))
        for name, data in documents(base, every=sys.argv[2:] == ["all"]):
            (folder / f"{name}.docx").write_bytes(data)
            names.append(name)
        base.close()
        office = ["soffice", f"-env:UserInstallation={(Path(place) / 'office').as_uri()}"]
        office += ["--headless", "--convert-to", "pdf", "--outdir", str(folder)]
        files = [str(folder / f"{name}.docx") for name in names]
        subprocess.run([*office, *files], check=True, capture_output=True)
    for name in names:
        pdf, picture = folder / f"{name}.pdf", folder / name
        for old in folder.glob(f"{name}-[0-9]*.png"):
            old.unlink()
        scale = ["-r", str(DOTS_PER_INCH), "-png"]
        subprocess.run(["pdftoppm", *scale, str(pdf), str(picture)], check=True)
        pages = len(list(folder.glob(f"{name}-[0-9]*.png")))
        sys.stdout.write(f"{pages:3} {name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
