"""The door that a Word file from outside comes through: looked at before anything is unpacked.

The file is judged by its directory alone (sizes, ratios, names); parts are then unpacked one by one
when they are asked for, and no document type, entity or address in them is ever followed.
"""

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flipdesk.door.imports import RETURNED
from flipdesk.door.package import Limits, Unpacking, Words, open_packed
from flipdesk.door.xml import Refusals, parsed
from flipdesk.errors import KnownError
from flipdesk.i18n import _

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_BYTES = RETURNED.most_bytes
MOST_XML_BYTES = 30_000_000
"""Of one part that is read as XML, which takes many times its size in memory."""
MOST_MARKS = 1_000_000
_LIMITS = Limits(MOST_BYTES, most_ratio=100, most_entries=2_000)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MACROS = ("vbaproject.bin", "vbadata.xml")


@dataclass(frozen=True, slots=True)
class Package:
    """A file that may be read; its names are those of its directory."""

    names: frozenset[str]
    _file: Unpacking

    def part(self, name: str) -> bytes | None:
        """Return the bytes of a part, None when there is none.

        Raises:
            KnownError: the part is damaged.
        """
        return self._file.part(name) if name in self.names else None

    def tree(self, name: str) -> "_Element | None":
        """Return the root element of a part, None when there is none.

        Raises:
            KnownError: the part is damaged or too large, or declares a document type.
        """
        if name in self.names and self._file.size(name) > MOST_XML_BYTES:
            raise KnownError(_too_big())
        data = self.part(name)
        return None if data is None else parsed(data, MOST_MARKS, _refusals())


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
    file = open_packed(io.BytesIO(data), _LIMITS, _words())
    if any(name.casefold().endswith(_MACROS) for name in file.names):
        raise KnownError(
            _("This file holds macros. Open it in Word and save it as .docx without macros.")
        )
    return Package(frozenset(file.names), file)


def _words() -> Words:
    return Words(
        not_one=_(
            "This is not a Word file, or it is damaged. Ask for it to be sent again as .docx."
        ),
        too_much=_too_big(),
        strange=_(
            "This file is put together as no Word file is, and was not opened. Ask for it to be"
            " saved again in Word."
        ),
        damaged=_damaged(),
    )


def _too_big() -> str:
    return _(
        "This file would unpack to far more than a document can be, and was not opened. Ask for it"
        " to be saved again in Word."
    )


def _refusals() -> Refusals:
    sentence = _(
        "This file declares a document type, which no Word file does, and was not read. Ask for it"
        " to be saved again in Word."
    )
    return Refusals(_damaged(), sentence, _too_big())


def _damaged() -> str:
    return _("This file is damaged. Ask for it to be sent again.")
