"""The door that projects and codebooks from outside come through: judged before they are unpacked.

A package is judged by its directory alone (sizes, ratios, names); only `project.qde` and texts are
unpacked, one by one when they are asked for, into memory and never into a folder. No document type,
entity or address in any of them is followed.
"""

from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from flipdesk.door import xml
from flipdesk.door.imports import CODEBOOK
from flipdesk.door.package import Limits, Unpacking, Words, open_packed
from flipdesk.errors import KnownError
from flipdesk.exchange.refi.terms import SOURCES
from flipdesk.i18n import _

if TYPE_CHECKING:
    from lxml.etree import _Element

_LIMITS = Limits(
    CODEBOOK.most_bytes,
    most_ratio=200,
    most_entries=20_000,
    counts=lambda name: name.lower().endswith((".qde", ".txt")),
)


_MOST_MARKS = 5_000_000


@dataclass(frozen=True, slots=True)
class OpenedProject:
    """A package that may be read: the one .qde in it, and its sources by their names."""

    qde: str
    sources: dict[str, str]
    _file: Unpacking

    def xml(self) -> "_Element":
        """Return the root of the project; raises as `parsed` does."""
        return parsed(self._file.part(self.qde))

    def text(self, name: str) -> str | None:
        """Return a text among the sources, its line ends as they are, None when there is none.

        Raises:
            KnownError: it is damaged, or no text in UTF-8.
        """
        stored = self.sources.get(name.casefold())
        if stored is None:
            return None
        try:
            return self._file.part(stored).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise KnownError(_damaged()) from error


def open_project(file: IO[bytes]) -> OpenedProject:
    """Return what a .qdpx holds.

    Raises:
        KnownError: it is no project, is damaged or locked, or must not be unpacked.
    """
    package = open_packed(file, _LIMITS, _words())
    projects = [one for one in package.names if one.lower().endswith(".qde")]
    if len(projects) != 1:
        raise KnownError(
            _("This file holds no project that can be read. Export it again as REFI-QDA (.qdpx).")
        )
    sources = {
        one.rpartition("/")[2].casefold(): one
        for one in package.names
        if one.split("/")[0].casefold() == SOURCES and one.lower().endswith(".txt")
    }
    return OpenedProject(projects[0], sources, package)


def parsed(data: bytes) -> "_Element":
    """Return the root of XML that comes from outside.

    Raises:
        KnownError: it is damaged or too large, or declares a document type.
    """
    sentence = _(
        "This file declares a document type, which no REFI-QDA file does, and was not read. Ask"
        " for it to be exported again."
    )
    return xml.parsed(data, _MOST_MARKS, xml.Refusals(_damaged(), sentence, _too_much()))


def _words() -> Words:
    return Words(
        not_one=_("This is no REFI-QDA project, or it is damaged. Choose a .qdpx file."),
        too_much=_too_much(),
        strange=_(
            "This file is put together as no REFI-QDA project is, and was not opened. Ask for"
            " it to be exported again."
        ),
        damaged=_damaged(),
    )


def _too_much() -> str:
    return _(
        "This file would unpack to far more than a project can be, and was not opened."
        " Export fewer sources at a time."
    )


def _damaged() -> str:
    return _("This file is damaged. Ask for it to be sent again.")
