"""A .qdpx file: `project.qde` and one flat folder of sources, in a ZIP."""

import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from flipdesk.domain.research_project import ResearchProject
from flipdesk.errors import BugError, KnownError
from flipdesk.exchange.refi.terms import MOST_BYTES, PROJECT_FILE, SOURCES, plain
from flipdesk.exchange.refi.write_project import text_file, write_project
from flipdesk.i18n import _

SUFFIX = ".qdpx"
_PIECE = 1 << 20
_MADE = (1980, 1, 1, 0, 0, 0)
"""The same project is the same file, whenever it is written."""


def write_package(
    project: ResearchProject,
    sounds: Mapping[str, Path],
    file: BinaryIO,
    progress: Callable[[float], None] = lambda _fraction: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> bool:
    """Write a project with its sounds; `sounds` are the files by the names they have in it.

    Returns False when it was cancelled. Safe on any thread.

    Raises:
        KnownError: a file is larger than any project may hold.
        OSError: a file cannot be read or written.
    """
    sizes = {name: path.stat().st_size for name, path in sounds.items()}
    for one in project.sounds:
        if sizes.get(one.file_name, 0) > MOST_BYTES:
            sentence = _(
                "The sound of {name} is larger than the 2 GiB that QDA programs take. Leave the"
                " sound out, or export it by itself."
            )
            raise KnownError(sentence.format(name=one.name))
    whole, done = max(1, sum(sizes.values())), 0
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(_entry(PROJECT_FILE), write_project(project))
        for name, text in _texts(project):
            package.writestr(_entry(f"{SOURCES}/{name}"), plain(text).encode())
        for name, path in sounds.items():
            # Sound is packed as tightly as it can be.
            entry = _entry(f"{SOURCES}/{name}", zipfile.ZIP_STORED)
            entry.file_size = sizes[name]
            with path.open("rb") as sound, package.open(entry, "w") as place:
                while piece := sound.read(_PIECE):
                    if cancelled():
                        return False
                    place.write(piece)
                    done += len(piece)
                    progress(done / whole)
    return True


def check_package(path: Path) -> None:
    """Open what was written and read all of it.

    Raises:
        BugError: it is not whole.
    """
    with zipfile.ZipFile(path) as package:
        broken = package.testzip()
        if broken is not None or PROJECT_FILE not in package.namelist():
            raise BugError(f"{path.name} is not whole: {broken}")


def _texts(project: ResearchProject) -> Iterator[tuple[str, str]]:
    for text in project.texts:
        yield text_file(text.id), text.text
    for sound in project.sounds:
        for transcript in sound.transcripts:
            yield text_file(transcript.id), transcript.text
    for memo in project.memos:
        yield text_file(memo.id), memo.text


def _entry(name: str, how: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _MADE)
    entry.compress_type = how
    entry.external_attr = 0o600 << 16
    return entry
