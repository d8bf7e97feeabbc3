"""Splitting and joining segments: no word is lost, and the wording as it came goes along."""

from dataclasses import replace
from difflib import SequenceMatcher

from flipdesk.domain.ids import TranscriptSegmentId
from flipdesk.domain.transcript import TranscriptSegment

_LONGEST_COMPARED = 2_000


def edited(segment: TranscriptSegment, text: str) -> TranscriptSegment:
    """Return a segment with another text; the wording as it came is kept beside it."""
    text = tidy(text)
    came_as = segment.came_as
    return replace(segment, text=text, source_text=None if text == came_as else came_as)


def split(
    segment: TranscriptSegment, at: int, new_id: TranscriptSegmentId
) -> tuple[TranscriptSegment, TranscriptSegment] | None:
    """Return the two parts of a segment, divided before letter `at`; None when one has no words.

    The time is divided as the letters are. The second part has the position of the first: whoever
    stores it sees to it that it stands behind.
    """
    head, tail = segment.text[:at].strip(), segment.text[at:].strip()
    if not head or not tail:
        return None
    middle = segment.from_ms + (segment.to_ms - segment.from_ms) * at // len(segment.text)
    first = replace(segment, text=head, to_ms=middle, source_text=None)
    second = replace(segment, id=new_id, text=tail, from_ms=middle, source_text=None)
    if segment.source_text is None:
        return first, second
    came_at = _same_place(segment.text, segment.source_text, at)
    sources = segment.source_text[:came_at].strip(), segment.source_text[came_at:].strip()
    return _with_source(first, sources[0]), _with_source(second, sources[1])


def joined(first: TranscriptSegment, second: TranscriptSegment) -> TranscriptSegment:
    """Return two segments as one, said by who speaks first."""
    whole = replace(
        first,
        text=_together(first.text, second.text),
        to_ms=max(first.to_ms, second.to_ms),
        source_text=None,
        speaker_id=first.speaker_id or second.speaker_id,
        is_checked=first.is_checked and second.is_checked,
    )
    return _with_source(whole, _together(first.came_as, second.came_as))


def tidy(text: str) -> str:
    """Return a text on one line, as segments have it."""
    return " ".join(text.split())


def _with_source(segment: TranscriptSegment, source: str) -> TranscriptSegment:
    return replace(segment, source_text=None if source == segment.text else source)


def _together(*texts: str) -> str:
    return " ".join(one for one in texts if one)


def _same_place(text: str, source: str, at: int) -> int:
    """Return where the letter `at` of a text stands in the wording it was made from."""
    if max(len(text), len(source)) > _LONGEST_COMPARED:
        return round(len(source) * at / max(1, len(text)))
    place = 0
    for block in SequenceMatcher(None, text, source, autojunk=False).get_matching_blocks():
        if block.a > at or not block.size:
            break
        place = block.b + min(block.size, at - block.a)
    return place
