"""Who may have said a segment: the turns that the speakers' list logged tell it.

It is a proposal and nothing more, until somebody accepts it.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from flipdesk.domain.ids import ParticipantId, TranscriptSegmentId
from flipdesk.domain.passage_consent import END_MS
from flipdesk.domain.reflection import Turn
from flipdesk.domain.transcript import TranscriptSegment

LEAST_SHARE = 0.5
"""How much of a segment somebody must have had the floor to be proposed."""


@dataclass(frozen=True, slots=True)
class Floor:
    """Turns in order of time, to be asked many times."""

    turns: tuple[Turn, ...]
    _begins: tuple[int, ...]
    _reached: tuple[int, ...]
    """How far all turns up to each one reach."""

    @classmethod
    def of(cls, turns: Iterable[Turn]) -> "Floor":
        ordered = tuple(sorted(turns, key=lambda one: one.from_ms))
        ends = (_end(one) for one in ordered)
        return cls(ordered, tuple(one.from_ms for one in ordered), tuple(accumulate(ends, max)))

    def held(self, from_ms: int, to_ms: int) -> Counter[ParticipantId]:
        """Return for how many ms each has the floor in a stretch, 1 at least in one of no length.

        Who began last comes first among equals: a turn on top of another is an interruption.
        """
        to_ms = max(to_ms, from_ms + 1)
        found: Counter[ParticipantId] = Counter()
        for index in range(bisect_right(self._begins, to_ms - 1) - 1, -1, -1):
            if self._reached[index] <= from_ms:
                break
            turn = self.turns[index]
            overlap = min(_end(turn), to_ms) - max(turn.from_ms, from_ms)
            if overlap > 0:
                found[turn.speaker_id] += overlap
        return found


def proposed(
    segments: Sequence[TranscriptSegment], turns: Iterable[Turn]
) -> dict[TranscriptSegmentId, ParticipantId]:
    """Return who may have said the segments of which nobody has said it."""
    floor = Floor.of(turns)
    found = {}
    for segment in segments:
        if segment.speaker_id is not None:
            continue
        held = floor.held(segment.from_ms, segment.to_ms)
        if held:
            somebody = max(held, key=held.__getitem__)
            if held[somebody] >= LEAST_SHARE * (segment.to_ms - segment.from_ms):
                found[segment.id] = somebody
    return found


def by_label(
    segments: Iterable[TranscriptSegment],
    proposals: Mapping[TranscriptSegmentId, ParticipantId],
) -> dict[str, ParticipantId]:
    """Return who each speaker of the file is most often, accepted or proposed."""
    seen: dict[str, Counter[ParticipantId]] = {}
    for one in segments:
        somebody = one.speaker_id or proposals.get(one.id)
        if one.speaker_label and somebody is not None:
            seen.setdefault(one.speaker_label, Counter())[somebody] += 1
    return {label: counted.most_common(1)[0][0] for label, counted in seen.items()}


def _end(turn: Turn) -> int:
    return END_MS if turn.to_ms is None else turn.to_ms
