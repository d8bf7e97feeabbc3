"""SubRip subtitles (.srt): numbers, times with comma or dot, and texts between empty lines.

There is no standard; files without empty lines, without numbers, with fonts and places in the
text, or in Windows' letters are common.
"""

import re
from collections.abc import Iterator

from flipdesk.domain.transcript_text import TranscriptText
from flipdesk.exchange.transcripts.clock import arrow_ms
from flipdesk.exchange.transcripts.cue import Cue, settled
from flipdesk.exchange.transcripts.door import at_line, shown
from flipdesk.exchange.transcripts.labels import with_labels
from flipdesk.exchange.transcripts.marks import plain
from flipdesk.i18n import _

FORM = "SubRip"
_PLACE = re.compile(r"\{\\[^{}]{0,99}\}")
_TIMING = re.compile(r"^[ \t]{0,9}-?[0-9]{1,3}[:.][0-9].*-->", re.MULTILINE)


def is_subrip(text: str) -> bool:
    return _TIMING.search(text) is not None


def read_subrip(text: str) -> TranscriptText:
    """Return what a SubRip file says.

    Raises:
        TranscriptRefused: a time cannot be read, or nothing is said at one.
    """
    known = settled(with_labels(_cues(text.split("\n"))))
    return TranscriptText(FORM, known.pieces, notes=known.notes)


def _cues(lines: list[str]) -> Iterator[Cue]:
    at, start, end = 0, 0, 0
    said: list[str] = []
    for number, line in enumerate(lines, 1):
        if "-->" not in line:
            said.append(line)
            continue
        times = arrow_ms(line)
        if times is None:
            raise at_line(number, _("{text} are no times").format(text=shown(line)))
        if said and said[-1].strip().isdecimal():
            said.pop()
        if at:
            yield Cue(at, start, end, _clean(said))
        elif any(one.strip() for one in said):
            raise at_line(1, _("{text} stands before the first time").format(text=shown(said[0])))
        at, (start, end), said = number, times, []
    if at:
        yield Cue(at, start, end, _clean(said))


def _clean(lines: list[str]) -> str:
    return plain(_PLACE.sub("", "\n".join(lines)))
