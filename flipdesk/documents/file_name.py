"""File names for minutes, readable in Danish, sorted by date, and safe on every system."""

import re
import unicodedata

from flipdesk.domain.minutes_snapshot import MinutesSnapshot
from flipdesk.domain.vocabulary import Audience
from flipdesk.i18n import _, speaking

_MOST_BYTES = 180
"""Room is left under the 255 bytes of a name for the .docx and for what Word and sync add."""
_NOT_IN_A_NAME = re.compile('[\x00-\x1f\x7f<>:"/\\\\|?*\u200b-\u200f\u2028-\u202e\u2066-\u2069]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)


def minutes_file_name(snapshot: MinutesSnapshot) -> str:
    """Return "2021-04-22 Samtaleflip 3 Nordby Kommune referat.docx"."""
    with speaking(snapshot.language):
        kind = {
            Audience.PARTICIPANTS: _("minutes"),
            Audience.RESEARCHERS: _("researchers' minutes"),
            Audience.DECISIONS: _("decisions"),
        }[snapshot.audience]
    name = snapshot.name.replace(",", "")
    start, end = f"{snapshot.held_on.isoformat()} ", f" {kind}"
    room = _MOST_BYTES - len((start + end).encode())
    return f"{safe_name(start + _cut(safe_name(name), room) + end)}.docx"


def safe_name(text: str) -> str:
    """Return the text as a file name without an ending that Windows, macOS and Linux all take."""
    text = text.encode("utf-8", "replace").decode()
    text = _NOT_IN_A_NAME.sub(" ", unicodedata.normalize("NFC", text))
    name = " ".join(text.split()).strip(" .")
    return f"_{name}" if _RESERVED.fullmatch(name) else name


def _cut(text: str, room_bytes: int) -> str:
    return text.encode()[: max(0, room_bytes)].decode(errors="ignore").rstrip(" .")
