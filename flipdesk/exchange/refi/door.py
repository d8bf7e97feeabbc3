"""The door that projects and codebooks from outside come through: judged before they are unpacked.

A package is judged by its directory alone (sizes, ratios, names); only `project.qde` and texts are
unpacked, one by one when they are asked for, into memory and never into a folder. No document type,
entity or address in any of them is followed.
"""

import io
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flipdesk.errors import KnownError
from flipdesk.exchange.refi.terms import SOURCES
from flipdesk.i18n import _

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_ENTRIES = 20_000
MOST_TEXT_BYTES = 100_000_000
"""What all that is unpacked may come to."""
MOST_RATIO = 200
_SMALL_BYTES = 1_000_000
"""A part that unpacks to less is no bomb, however well it is packed."""
_TEXTS = (".qde", ".txt")
_DOCUMENT_TYPE = "<!DOCTYPE"
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError)
"""What zipfile raises over a part that is not what the directory says."""


@dataclass(frozen=True, slots=True)
class OpenedProject:
    """A package that may be read: the one .qde in it, and its sources by their names."""

    qde: str
    sources: dict[str, str]
    _file: zipfile.ZipFile

    def xml(self) -> "_Element":
        """Return the root of the project; raises as `parsed` does."""
        return parsed(self._read(self.qde))

    def text(self, name: str) -> str | None:
        """Return a text among the sources, its line ends as they are, None when there is none.

        Raises:
            KnownError: it is damaged, or no text in UTF-8.
        """
        stored = self.sources.get(name.casefold())
        if stored is None:
            return None
        try:
            return self._read(stored).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise KnownError(_damaged()) from error

    def _read(self, name: str) -> bytes:
        try:
            return self._file.read(name)
        except _BROKEN as error:
            raise KnownError(_damaged()) from error


def open_project(file: "io.BufferedIOBase | io.BytesIO") -> OpenedProject:
    """Return what a .qdpx holds.

    Raises:
        KnownError: it is no project, is damaged or locked, or must not be unpacked.
    """
    try:
        package = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise KnownError(
            _("This is no REFI-QDA project, or it is damaged. Choose a .qdpx file.")
        ) from error
    entries = [one for one in package.infolist() if not one.is_dir()]
    _refuse_names(entries)
    _refuse_bombs(entries)
    projects = [one.filename for one in entries if one.filename.lower().endswith(".qde")]
    if len(projects) != 1:
        raise KnownError(
            _("This file holds no project that can be read. Export it again as REFI-QDA (.qdpx).")
        )
    sources = {
        one.filename.rpartition("/")[2].casefold(): one.filename
        for one in entries
        if one.filename.split("/")[0].casefold() == SOURCES
    }
    return OpenedProject(projects[0], sources, package)


def parsed(data: bytes) -> "_Element":
    """Return the root of XML that comes from outside.

    Raises:
        KnownError: it is damaged, or declares a document type.
    """
    from lxml import etree

    if any(_DOCUMENT_TYPE.encode(each) in data for each in ("ascii", "utf-16-le", "utf-16-be")):
        raise KnownError(_document_type())
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise KnownError(_damaged()) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise KnownError(_document_type())
    return root


def _refuse_names(entries: list[zipfile.ZipInfo]) -> None:
    names = [one.filename for one in entries]
    strange = any(
        name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")
        for name in names
    )
    twice = max(Counter(name.casefold() for name in names).values(), default=0) > 1
    locked = any(one.flag_bits & 1 for one in entries)
    if strange or twice or locked:
        raise KnownError(
            _(
                "This file is put together as no REFI-QDA project is, and was not opened. Ask for"
                " it to be exported again."
            )
        )


def _refuse_bombs(entries: list[zipfile.ZipInfo]) -> None:
    read = [one for one in entries if one.filename.lower().endswith(_TEXTS)]
    too_much = len(entries) > MOST_ENTRIES or sum(one.file_size for one in read) > MOST_TEXT_BYTES
    bombs = any(
        one.file_size > _SMALL_BYTES and one.file_size / max(one.compress_size, 1) > MOST_RATIO
        for one in entries
    )
    if too_much or bombs:
        raise KnownError(
            _(
                "This file would unpack to far more than a project can be, and was not opened."
                " Export fewer sources at a time."
            )
        )


def _document_type() -> str:
    return _(
        "This file declares a document type, which no REFI-QDA file does, and was not read. Ask"
        " for it to be exported again."
    )


def _damaged() -> str:
    return _("This file is damaged. Ask for it to be sent again.")
