"""WebVTT (W3C, https://www.w3.org/TR/webvtt1/) as Teams, Zoom, noScribe and others write it.

Teams names the speaker in a voice tag, `<v Mette Holm>…</v>`, and gives cues ids such as
`0f1e…/12-0`; Zoom and YouTube write no voice tags; noScribe leaves the tag open.
"""

import re
from collections.abc import Iterator

from flipdesk.domain.transcript_text import TranscriptText
from flipdesk.exchange.transcripts.clock import arrow_ms
from flipdesk.exchange.transcripts.cue import Cue, settled
from flipdesk.exchange.transcripts.door import at_line, shown
from flipdesk.exchange.transcripts.labels import with_labels
from flipdesk.exchange.transcripts.marks import marks
from flipdesk.i18n import _

FORM = "WebVTT"
_ASIDE = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")
_LANGUAGE = re.compile(r"\blanguage ?: ?\"?([a-z]{2})\b", re.I | re.A)
_NOSCRIBE = re.compile(r"noScribe(?: vers\.| version)? ?([0-9][0-9.]*)?", re.ASCII)
_CLASS = re.compile(r"^(?:\.[\w-]{1,40}){1,9}")
_TEAMS_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}/[0-9]+-[0-9]+", re.I | re.A)


def is_webvtt(text: str) -> bool:
    return re.match(r"WEBVTT(?:[ \t\n]|$)", text) is not None


def read_webvtt(text: str) -> TranscriptText:
    """Return what a WebVTT file says.

    Raises:
        TranscriptRefused: a time cannot be read, or nothing is said at one.
    """
    cues: list[Cue] = []
    strays: list[int] = []
    language, made_with = None, ""
    for first, block in _blocks(text):
        timing = next((index for index, line in enumerate(block[:2]) if "-->" in line), None)
        if timing is not None:
            if timing and _TEAMS_ID.fullmatch(block[0].strip()):
                made_with = made_with or "Teams"
            cues += _cues(first + timing, block[timing], block[timing + 1 :])
            continue
        whole = "\n".join(block)
        if first == 1 or _ASIDE.match(block[0]):
            found = _LANGUAGE.search(whole)
            language = language or (found.group(1).lower() if found else None)
            made = _NOSCRIBE.search(whole)
            made_with = made_with or (f"noScribe {made.group(1) or ''}".strip() if made else "")
        elif cues:
            # A blank line inside a cue: what stands behind it would be lost to a strict reader.
            strays.append(first)
            cues += _voices(cues[-1].place, cues[-1].from_ms, cues[-1].to_ms, whole)
    known = settled(with_labels(cues))
    return TranscriptText(
        FORM, known.pieces, made_with, language, notes=(*known.notes, *_stray_notes(strays))
    )


def _stray_notes(strays: list[int]) -> Iterator[str]:
    if strays:
        sentence = _("Line {line}: text without a time was put to the piece above it.")
        yield sentence.format(line=", ".join(map(str, strays[:5])))


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield what stands between empty lines, with the number of its first line."""
    block: list[str] = []
    first = 1
    for number, line in enumerate(text.split("\n"), 1):
        # The format ends a cue at a line without a letter; a second time in a row begins another.
        if not line or ("-->" in line and any("-->" in one for one in block)):
            if block:
                yield first, block
            block, first = [], number + 1
            if line:
                block, first = [line], number
        else:
            block.append(line)
    if block:
        yield first, block


def _cues(line: int, timing: str, payload: list[str]) -> Iterator[Cue]:
    times = arrow_ms(timing)
    if times is None:
        raise at_line(line, _("{text} are no times").format(text=shown(timing)))
    yield from _voices(line, *times, "\n".join(payload))


def _voices(line: int, start: int | None, end: int | None, payload: str) -> Iterator[Cue]:
    """Yield a cue for each voice that is heard in one."""
    speaker = ""
    said: list[str] = []
    for part in marks(payload):
        if isinstance(part, str):
            said.append(part)
        elif part.name == "v":
            yield from _voice(line, start, end, said, speaker)
            said = []
            # "<v.loud Mette Holm>": classes stand before the name.
            speaker = "" if part.is_end else _CLASS.sub("", part.rest).strip()
    yield from _voice(line, start, end, said, speaker)


def _voice(
    line: int, start: int | None, end: int | None, said: list[str], speaker: str
) -> Iterator[Cue]:
    if any(one.strip() for one in said):
        yield Cue(line, start, end, "".join(said), speaker)
