"""oTranscribe's .otr (github.com/oTranscribe/oTranscribe, `src/js/app/export.js`, `timestamps.js`).

JSON with `text`, the HTML of the editor, and `media`, the name of the sound file. A time is
`<span class="timestamp" data-timestamp="72.4">1:12</span>` in seconds; old files have no
data-timestamp, and then the words tell it. What stands behind a time is said then.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from flipdesk.domain.transcript_text import TranscriptText
from flipdesk.exchange.outside_text import visible
from flipdesk.exchange.transcripts.clock import clock_ms
from flipdesk.exchange.transcripts.cue import Cue, settled
from flipdesk.exchange.transcripts.labels import with_labels
from flipdesk.exchange.transcripts.marks import marks

FORM = "oTranscribe"
_SECONDS = re.compile(r"[0-9]{1,6}(?:\.[0-9]+)?", re.ASCII)
_LONGEST_NAME = 200


def is_otranscribe(value: object) -> bool:
    return isinstance(value, dict) and isinstance(value.get("text"), str) and "media" in value


def read_otranscribe(value: dict[str, Any]) -> TranscriptText:
    """Return what oTranscribe has saved.

    Raises:
        TranscriptRefused: there is no time in it, or nothing is said.
    """
    known = settled(with_labels(_cues(value["text"])), by_line=False)
    media = value.get("media")
    return TranscriptText(
        FORM,
        known.pieces,
        made_with=FORM,
        sound_name=visible(media)[:_LONGEST_NAME] if isinstance(media, str) else "",
        notes=known.notes,
    )


@dataclass(slots=True)
class _Reading:
    """The text since the last time or paragraph, and the time that is being read."""

    number: int = 1
    at: int | None = None
    said: list[str] = field(default_factory=list)
    stamp: list[str] | None = None
    told: str = ""

    def take(self) -> Iterator[Cue]:
        """Yield what has been said, and begin anew without a time."""
        if any(one.strip() for one in self.said):
            yield Cue(self.number, self.at, None, "".join(self.said))
            self.number, self.at = self.number + 1, None
        self.said = []

    def end_stamp(self) -> Iterator[Cue]:
        words, self.stamp = self.stamp or [], None
        time = _time(self.told, "".join(words)[:_LONGEST_NAME])
        if time is None:
            self.said += words
        else:
            yield from self.take()
            self.at = time


def _cues(text: str) -> Iterator[Cue]:
    now = _Reading()
    for mark in marks(text):
        if isinstance(mark, str):
            (now.said if now.stamp is None else now.stamp).append(mark)
        elif now.stamp is not None:
            if mark.name == "span" and mark.is_end:
                yield from now.end_stamp()
        elif mark.name == "span" and "timestamp" in mark.attributes.get("class", ""):
            now.stamp, now.told = [], mark.attributes.get("data-timestamp", "")
        elif mark.name in ("p", "br", "div"):
            yield from now.take()
    now.said += now.stamp or []
    yield from now.take()


def _time(told: str, words: str) -> int | None:
    if _SECONDS.fullmatch(told):
        return round(float(told) * 1000)
    return clock_ms(told) if told and clock_ms(told) is not None else clock_ms(words)
