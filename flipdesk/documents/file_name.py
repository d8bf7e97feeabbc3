"""File names for documents, readable in Danish, sorted by date, and safe on every system."""

import re
import unicodedata
from datetime import date

from flipdesk.domain.digest_snapshot import DigestSnapshot
from flipdesk.domain.minutes_snapshot import MinutesSnapshot
from flipdesk.domain.paper import Paper, PaperKind
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
            Audience.SUMMARY: _("summary"),
        }[snapshot.audience]
    return f"{dated_name(snapshot.held_on, snapshot.name, kind)}.docx"


def digest_file_name(snapshot: DigestSnapshot) -> str:
    """Return "2021-04-22 Samtaleflip i Nordby Kommune ideernes vej.docx"."""
    with speaking(snapshot.language):
        kind = _("how the ideas travelled")
    return f"{dated_name(snapshot.last_day, snapshot.name, kind)}.docx"


def paper_file_name(paper: Paper) -> str:
    """Return "2021-04-22 Samtaleflip 3 Nordby Kommune program.docx", or a handout's title."""
    if paper.held_on is None:
        return f"{_cut(safe_name(paper.title), _MOST_BYTES)}.docx"
    if paper.kind is PaperKind.RECEIPT:
        return f"{dated_name(paper.held_on, paper.name)}.docx"
    with speaking(paper.language):
        kind = _("run sheet") if paper.kind is PaperKind.RUN_SHEET else _("programme")
    return f"{dated_name(paper.held_on, paper.name, kind)}.docx"


def dated_name(held_on: date, name: str, kind: str = "") -> str:
    """Return "2021-04-22 Samtaleflip 3 Nordby Kommune program"; a long name is cut."""
    start, end = f"{held_on.isoformat()} ", f" {kind}" if kind else ""
    room = _MOST_BYTES - len((start + end).encode())
    return safe_name(start + _cut(safe_name(name.replace(",", "")), room) + end)


def safe_name(text: str) -> str:
    """Return the text as a file name without an ending that Windows, macOS and Linux all take."""
    text = text.encode("utf-8", "replace").decode()
    text = _NOT_IN_A_NAME.sub(" ", unicodedata.normalize("NFC", text))
    name = " ".join(text.split()).strip(" .")
    return f"_{name}" if _RESERVED.fullmatch(name) else name


def _cut(text: str, room_bytes: int) -> str:
    return text.encode()[: max(0, room_bytes)].decode(errors="ignore").rstrip(" .")
