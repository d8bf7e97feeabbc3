"""What every transcript file goes through before it is read, and how it is refused."""

from flipdesk.door.imports import TRANSCRIPT
from flipdesk.errors import KnownError
from flipdesk.exchange.outside_text import decoded
from flipdesk.i18n import _

MOST_BYTES = TRANSCRIPT.most_bytes
MOST_MARKS = 3_000_000
"""More commas and brackets than the JSON of any day has; each can cost a hundred bytes."""
_LONGEST_SHOWN = 40


class TranscriptRefused(KnownError):  # noqa: N818 - it says what happened to the file
    """A file that cannot be taken in as a transcript; nothing of it is stored."""


def text_of(data: bytes) -> str:
    """Return the text of a file, its lines ended as Unix does.

    Raises:
        TranscriptRefused: it is too large, or no text.
    """
    if len(data) > MOST_BYTES:
        sentence = _("the file is over {limit} MB, which no transcript is")
        raise TranscriptRefused(sentence.format(limit=MOST_BYTES // 1_000_000))
    text = decoded(data)
    if text is None:
        raise TranscriptRefused(_("the file is not text"))
    return text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")


def at_line(line: int, problem: str) -> TranscriptRefused:
    """Return the refusal of a file for what stands in one line, counted from 1."""
    return TranscriptRefused(_("line {line}: {problem}").format(line=line, problem=problem))


def shown(text: str) -> str:
    """Return the beginning of a text, in marks and printable."""
    text = " ".join(text.split())
    short = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
    return "“" + short.encode("utf-8", "backslashreplace").decode() + "”"
