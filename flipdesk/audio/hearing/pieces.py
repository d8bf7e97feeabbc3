"""A recording in pieces short enough that work on one is no great loss, cut where it is quiet."""

from collections.abc import Iterable, Iterator

from flipdesk.audio.session_sound import SessionSound
from flipdesk.domain.stretch import Stretch, joined

PIECE_MS = 120_000
"""What is heard between two saves."""
_LOOK_BACK_MS = 30_000
_COLUMN_MS = 250
_LEAST_MS = 300
"""Less than this is no word."""


def pieces(
    sound: SessionSound, silenced: Iterable[Stretch] = (), from_ms: int = 0
) -> tuple[Stretch, ...]:
    """Return from and to (ms of the timeline) of what is to be heard, gaps and the silenced left
    out, in order; what lies before `from_ms` has been heard.
    """
    dumb = [(one.from_ms, one.to_ms) for one in sound.gaps()]
    closed = joined([(0, from_ms), *dumb, *silenced])
    return tuple(
        piece
        for begin, end in _between(closed, sound.length_ms)
        for piece in _cut(sound, begin, end)
    )


def _between(closed: Iterable[Stretch], length_ms: int) -> Iterator[Stretch]:
    at = 0
    for begin, end in closed:
        if begin - at >= _LEAST_MS:
            yield at, min(begin, length_ms)
        at = max(at, end)
    if length_ms - at >= _LEAST_MS:
        yield at, length_ms


def _cut(sound: SessionSound, begin: int, end: int) -> Iterator[Stretch]:
    """Yield a stretch in parts of at most two minutes, each ending at its last half minute's
    quietest place.
    """
    while end - begin > PIECE_MS:
        first = begin + PIECE_MS - _LOOK_BACK_MS
        levels = sound.loudness.columns(first, begin + PIECE_MS, _LOOK_BACK_MS // _COLUMN_MS)
        quietest = min(range(len(levels)), key=levels.__getitem__)
        stop = first + quietest * _COLUMN_MS + _COLUMN_MS // 2
        yield begin, stop
        begin = stop
    yield begin, end
