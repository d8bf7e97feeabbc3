"""Plain text with times in it, as people and many programs write it.

    [00:12:31] MH: Så prøver vi …       noScribe, QualCoder, f4, people
    [00:00:01] - Velkommen              aTrain, the speaker on a line of its own above
    [00:01.000 --> 00:04.000]  Vel …    Whisper on the command line
    Taler 1  12:31                      Otter and others, the text below
    00:12:31 MH: Så …   12.31 Så …      by hand
    … det var det. #00:14:05-3#         f4, at the end of a paragraph

One file writes its times in one way: what looks like a time in another is part of the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flipdesk.domain.transcript_text import TranscriptText
from flipdesk.exchange.transcripts.clock import PATTERN, clock_ms
from flipdesk.exchange.transcripts.cue import Cue, settled
from flipdesk.exchange.transcripts.door import TranscriptRefused
from flipdesk.exchange.transcripts.labels import is_sure, label_of, with_labels
from flipdesk.i18n import _

FORM = "text"
_ATRAIN = re.compile(r"\s*Transcription for \S{1,99}")
_TO = r"[ \t]{0,3}(?:-->|[-–])[ \t]{0,3}"
_RANGE = rf"({PATTERN})(?:{_TO}({PATTERN}))?"
_COLONS = r"(?:[0-9]{1,2}:)?[0-9]{1,3}:[0-5][0-9](?:[.,][0-9]{1,3})?"
_DOTS = r"(?:[0-9]{1,2}\.)?[0-9]{1,3}\.[0-5][0-9]"
_WAYS = (
    re.compile(rf"[\[(\{{]{_RANGE}[\])\}}]", re.ASCII),
    re.compile(rf"#({PATTERN})(?:-([0-9]))?#", re.ASCII),
    re.compile(
        rf"^[ \t]{{0,9}}({_COLONS})(?:{_TO}({_COLONS}))?(?=[ \t:]|$)",
        re.A | re.M,
    ),
    re.compile(rf"(?<=[^\s:])[ \t]{{1,9}}({_COLONS})()[ \t]{{0,9}}$", re.A | re.M),
    re.compile(rf"^[ \t]{{0,9}}({_DOTS})()(?=[ \t:]|$)", re.A | re.M),
)
_LONGEST_LABEL = 40
_LEAD = re.compile(r"^[ \t]*[-–:]*[ \t]*")


@dataclass(frozen=True, slots=True)
class _Stamp:
    begin: int
    end: int
    from_ms: int
    to_ms: int | None


def read_timed_text(text: str) -> TranscriptText:
    """Return what a text with times says.

    Raises:
        TranscriptRefused: there are no times in it, or nothing is said.
    """
    stamps = _stamps(text)
    if not stamps:
        raise TranscriptRefused(_("there are no times in it"))
    known = settled(with_labels(_cues(text, stamps)))
    made_with = "aTrain" if _ATRAIN.match(text) else ""
    return TranscriptText(FORM, known.pieces, made_with, notes=known.notes)


def _stamps(text: str) -> list[_Stamp]:
    """Return the times of the first way of writing them that is used at all."""
    for way in _WAYS:
        found = []
        for match in way.finditer(text):
            start = clock_ms(match.group(1))
            end = clock_ms(match.group(2)) if match.group(2) and ":" in match.group(2) else None
            if start is not None:
                found.append(_Stamp(match.start(), match.end(), start, end))
        if found:
            return found
    return []


def _cues(text: str, stamps: list[_Stamp]) -> Iterator[Cue]:
    head, speaker = _speaker_before(f"\n{text[: stamps[0].begin]}")
    yield from _said(1, None, None, _ATRAIN.sub("", head, count=1), "")
    line, before = 1, 0
    for stamp, following in zip(stamps, [*stamps[1:], None], strict=True):
        line += text.count("\n", before, stamp.begin)
        before = stamp.begin
        behind = text[stamp.end : following.begin if following else len(text)]
        said, next_speaker = _speaker_before(behind) if following else (behind, "")
        yield from _said(line, stamp.from_ms, stamp.to_ms, _LEAD.sub("", said, count=1), speaker)
        speaker = next_speaker or speaker


def _speaker_before(text: str) -> tuple[str, str]:
    """Return a text without the speaker who is named at its end, just before a time, and who.

    The first line of the text is that of a time itself, so what stands there is said and no name;
    a line of its own is a name only in a paragraph of its own, or when it can be nothing else.
    """
    above, break_, last = text.rstrip().rpartition("\n")
    name = last.strip().rstrip(":,(").strip()
    if not break_ or not name or len(name) > _LONGEST_LABEL or not _is_name(name):
        return text, ""
    is_on_line_of_time = not text.rstrip(" \t").endswith("\n")
    is_alone = not above.strip() or above.rstrip(" \t").endswith("\n")
    return (above, name) if is_on_line_of_time or is_alone or is_sure(name) else (text, "")


def _is_name(name: str) -> bool:
    if is_sure(name):
        return True
    label, rest = label_of(f"{name}: x")
    return bool(label) and rest == "x" and name[-1].isalnum()


def _said(line: int, start: int | None, end: int | None, text: str, speaker: str) -> Iterator[Cue]:
    """Yield a cue for a text, and one for each speaker who begins on a line of it."""
    said: list[str] = []
    for offset, one in enumerate(text.split("\n")):
        if said and label_of(one)[0]:
            yield Cue(line, start, None if start is None else end, "\n".join(said), speaker)
            line, start, said, speaker = line + offset, None, [], ""
        if one.strip():
            said.append(one)
    if said:
        yield Cue(line, start, end, "\n".join(said), speaker)
