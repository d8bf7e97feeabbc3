"""What of a recording is played, in which order: stretches of the timeline joined to a stream."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from flipdesk.audio.spec import AudioSpec
from flipdesk.domain.stretch import Stretch, joined


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the timeline (samples) and its place in the stream (frames).

    `source` is the index of its segment, None for a stretch that is played as silence.
    """

    first_sample: int
    samples: int
    first_frame: int
    source: int | None

    @property
    def end_sample(self) -> int:
        return self.first_sample + self.samples

    @property
    def end_frame(self) -> int:
        return self.first_frame + self.samples


class SoundPlan:
    """Pieces in the order of the timeline; says which frame of the stream a moment is."""

    def __init__(self, spec: AudioSpec, pieces: Sequence[Piece]) -> None:
        self.spec = spec
        self.pieces = tuple(pieces)
        self._firsts = [piece.first_sample for piece in self.pieces]
        self._frames = [piece.first_frame for piece in self.pieces]

    @property
    def frames(self) -> int:
        """Return the length of the stream in frames."""
        return self.pieces[-1].end_frame if self.pieces else 0

    def frame_at(self, ms: int) -> int:
        """Return the frame that sounds at a moment; in a gap, the first one after it."""
        sample = self.spec.sample(max(0, ms))
        here = bisect_right(self._firsts, sample) - 1
        if here >= 0 and sample < self.pieces[here].end_sample:
            piece = self.pieces[here]
            return piece.first_frame + sample - piece.first_sample
        following = here + 1
        return self._frames[following] if following < len(self.pieces) else self.frames

    def ms_at(self, frame: int) -> int:
        """Return the moment of the timeline that a frame of the stream is."""
        if not self.pieces:
            return 0
        here = max(0, bisect_right(self._frames, frame) - 1)
        piece = self.pieces[here]
        sample = piece.first_sample + min(max(0, frame - piece.first_frame), piece.samples)
        return self.spec.ms(sample)

    def pieces_in(self, first: int, end: int) -> Iterator[tuple[Piece, int, int]]:
        """Yield each piece that frames first to end touch, with the frames of it to take."""
        here = max(0, bisect_right(self._frames, first) - 1)
        for piece in self.pieces[here:]:
            if piece.first_frame >= end:
                return
            begins, ends = max(first, piece.first_frame), min(end, piece.end_frame)
            if begins < ends:
                yield piece, begins - piece.first_frame, ends - begins


def plan_of(
    spec: AudioSpec,
    segments: Sequence[Stretch],
    *,
    silenced: Iterable[Stretch] = (),
    left_out: Iterable[Stretch] = (),
    within: Stretch | None = None,
) -> SoundPlan:
    """Join segments (samples, in order, not overlapping) to a stream.

    What is silenced (ms) is played as silence, what is left out (ms) is skipped, as gaps are; with
    `within` (ms) nothing else is played.
    """
    mute = joined(_samples(spec, silenced))
    out = joined(_samples(spec, left_out))
    bounds = (spec.sample(within[0]), spec.sample(within[1])) if within else None
    pieces: list[Piece] = []
    frame = 0
    for source, (first, end) in enumerate(segments):
        low, high = bounds or (first, end)
        for begins, ends, is_mute in _parts(max(first, low), min(end, high), out, mute):
            piece = Piece(begins, ends - begins, frame, None if is_mute else source)
            pieces.append(piece)
            frame = piece.end_frame
    return SoundPlan(spec, pieces)


def outside(first: int, end: int, taken: Sequence[Stretch]) -> Iterator[Stretch]:
    """Yield what is left of a stretch when ordered, separate stretches are taken out of it."""
    at = first
    for begins, ends in taken:
        if ends <= at:
            continue
        if begins >= end:
            break
        if begins > at:
            yield at, begins
        at = ends
    if at < end:
        yield at, end


def _parts(
    first: int, end: int, out: Sequence[Stretch], mute: Sequence[Stretch]
) -> Iterator[tuple[int, int, bool]]:
    for begins, ends in outside(first, end, out):
        at = begins
        for heard_from, heard_to in outside(begins, ends, mute):
            if heard_from > at:
                yield at, heard_from, True
            yield heard_from, heard_to, False
            at = heard_to
        if at < ends:
            yield at, ends, True


def _samples(spec: AudioSpec, stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    for first_ms, end_ms in stretches:
        yield spec.sample(first_ms), spec.sample(end_ms)
