"""The process in which projects and codebooks from outside are read."""

import sys
from collections.abc import Sequence
from pathlib import Path

from flipdesk.domain.plain_values import to_plain
from flipdesk.domain.research_project import ResearchProject
from flipdesk.errors import KnownError
from flipdesk.guarded_reading import serve
from flipdesk.i18n import _


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what is asked once; return the exit status."""
    del arguments
    return serve(_do)


def _do(documents: Sequence[bytes]) -> object:
    """Read the file at a path: a project can hold sound, and is never taken into memory whole."""
    path = Path(documents[0].decode())
    try:
        return to_plain(_read(path))
    except OSError as error:
        raise KnownError(
            _("{file} cannot be read. Choose another file.").format(file=path.name)
        ) from error


def _read(path: Path) -> ResearchProject:
    from flipdesk.exchange.refi.door import MOST_TEXT_BYTES, open_project
    from flipdesk.exchange.refi.read_codes import read_codebook
    from flipdesk.exchange.refi.read_project import read_opened

    with path.open("rb") as file:
        if path.suffix.lower() == ".qdc":
            return ResearchProject(path.stem, codes=read_codebook(file.read(MOST_TEXT_BYTES)))
        return read_opened(open_project(file))


if __name__ == "__main__":
    sys.exit(main())
