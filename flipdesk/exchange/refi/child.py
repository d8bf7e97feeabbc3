"""The process in which projects and codebooks from outside are read."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from flipdesk.domain.plain_values import to_plain
from flipdesk.domain.research_project import ResearchProject
from flipdesk.door.foreign_file import open_foreign, read_foreign
from flipdesk.door.imports import CODEBOOK, PROJECT
from flipdesk.guarded_reading import serve


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what is asked once; return the exit status."""
    del arguments
    return serve(_do)


def _do(documents: Sequence[bytes]) -> object:
    """Read the file at a path: a project can hold sound, and is never taken into memory whole."""
    return to_plain(_read(Path(os.fsdecode(documents[0]))))


def _read(path: Path) -> ResearchProject:
    from flipdesk.exchange.refi.door import open_project
    from flipdesk.exchange.refi.read_codes import read_codebook
    from flipdesk.exchange.refi.read_project import read_opened

    if path.suffix.lower() == ".qdc":
        return ResearchProject(path.stem, codes=read_codebook(read_foreign(path, CODEBOOK)))
    with open_foreign(path, PROJECT) as file:
        return read_opened(open_project(file))


if __name__ == "__main__":
    sys.exit(main())
