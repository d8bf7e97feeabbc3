"""The door that a Word file from outside comes through: looked at before anything is unpacked.

The file is judged by its directory alone (sizes, ratios, names); parts are then unpacked one by one
when they are asked for, and no document type, entity or address in them is ever followed.
"""

import io
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flipdesk.errors import KnownError
from flipdesk.i18n import _

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_BYTES = 200_000_000
MOST_RATIO = 100
MOST_ENTRIES = 2_000
_SMALL_BYTES = 1_000_000
"""A part that unpacks to less is no bomb, however well it is packed."""
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DOCUMENT_TYPE = "<!DOCTYPE"
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError)
"""What zipfile raises over a part that is not what the directory says."""
_MACROS = ("vbaproject.bin", "vbadata.xml")


@dataclass(frozen=True, slots=True)
class Package:
    """A file that may be read; its names are those of its directory."""

    names: frozenset[str]
    _file: zipfile.ZipFile

    def part(self, name: str) -> bytes | None:
        """Return the bytes of a part, None when there is none.

        Raises:
            KnownError: the part is damaged.
        """
        if name not in self.names:
            return None
        try:
            return self._file.read(name)
        except _BROKEN as error:
            raise KnownError(_damaged()) from error

    def tree(self, name: str) -> "_Element | None":
        """Return the root element of a part, None when there is none.

        Raises:
            KnownError: the part is damaged, or declares a document type.
        """
        data = self.part(name)
        return None if data is None else parsed(data)


def open_package(data: bytes) -> Package:
    """Return the parts of a Word file.

    Raises:
        KnownError: it is no Word file, is damaged or locked, holds macros, or would unpack to more
            than a document can be.
    """
    if data.startswith(_OLD_OFFICE):
        raise KnownError(
            _(
                "This file is locked with a password or in the old .doc format. Open it in Word and"
                " save it as .docx without a password."
            )
        )
    if len(data) > MOST_BYTES:
        raise KnownError(_too_big())
    try:
        file = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise KnownError(
            _("This is not a Word file, or it is damaged. Ask for it to be sent again as .docx.")
        ) from error
    entries = file.infolist()
    _refuse_bombs(entries)
    _refuse_names(entries)
    return Package(frozenset(entry.filename for entry in entries), file)


def parsed(data: bytes) -> "_Element":
    """Return the root of XML that comes from outside.

    Raises:
        KnownError: it is damaged, or declares a document type.
    """
    from lxml import etree

    for encoding in ("ascii", "utf-16-le", "utf-16-be"):
        if _DOCUMENT_TYPE.encode(encoding) in data:
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


def _refuse_bombs(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise KnownError(_too_big())
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise KnownError(_too_big())
    for entry in entries:
        packed = max(entry.compress_size, 1)
        if entry.file_size > _SMALL_BYTES and entry.file_size / packed > MOST_RATIO:
            raise KnownError(_too_big())


def _refuse_names(entries: list[zipfile.ZipInfo]) -> None:
    seen = Counter(entry.filename.casefold() for entry in entries)
    if max(seen.values(), default=0) > 1:
        raise KnownError(
            _(
                "This file holds two parts of the same name, as no Word file does. Ask for it to be"
                " saved again in Word."
            )
        )
    if any(name.endswith(_MACROS) for name in seen):
        raise KnownError(
            _("This file holds macros. Open it in Word and save it as .docx without macros.")
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise KnownError(_damaged())


def _too_big() -> str:
    return _(
        "This file would unpack to far more than a document can be, and was not opened. Ask for it"
        " to be saved again in Word."
    )


def _document_type() -> str:
    return _(
        "This file declares a document type, which no Word file does, and was not read. Ask for it"
        " to be saved again in Word."
    )


def _damaged() -> str:
    return _("This file is damaged. Ask for it to be sent again.")
