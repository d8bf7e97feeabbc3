"""What REFI-QDA calls things: namespaces, paths, and letters that XML has no place for."""

import re
from datetime import UTC, datetime

PROJECT = "urn:QDA-XML:project:1.0"
CODEBOOK = "urn:QDA-XML:codebook:1.0"
PROJECT_FILE = "project.qde"
SOURCES = "sources"
"""In lower case: some programs refuse a capital letter here."""
INTERNAL = "internal://"
MOST_BYTES = 2_147_483_647
"""What one file inside a project may be at most (REFI-QDA 1.5, section 8)."""
_GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain(text: str) -> str:
    """Return text as XML and a text file can hold it, as long as it was.

    Line ends are line feeds before they come here, or readers would join or move them.
    """
    return _FORBIDDEN.sub("\ufffd", text)


def moment(when: datetime) -> str:
    """Return an aware datetime as xs:dateTime in UTC, with no more fraction than it has."""
    return when.astimezone(UTC).isoformat().replace("+00:00", "Z")


def guid(text: str) -> str | None:
    """Return a GUID in lower case without braces, None when the text is none."""
    found = text.strip().strip("{}").lower()
    return found if _GUID.fullmatch(found) else None
