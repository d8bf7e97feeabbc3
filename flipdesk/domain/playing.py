"""Rules of listening: which recording, how fast, and from where."""

from collections.abc import Sequence

from flipdesk.domain.recording import Recording

RATES = (0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0)
PRE_ROLLS_S = (0, 1, 2, 3, 5, 10)
DEFAULT_PRE_ROLL_S = 2
STEP_MS = 5_000
END_MS = 20_000
"""How much is played to hear whether a recording is there to its end."""
LEAST_PASSAGE_MS = 200
"""A shorter stretch is a click whose hand was not steady."""


def next_rate(rate: float, steps: int) -> float:
    """Return the rate so many steps faster, or slower when negative; it stops at the ends."""
    here = min(range(len(RATES)), key=lambda n: abs(RATES[n] - rate))
    return RATES[min(max(0, here + steps), len(RATES) - 1)]


def heard_from(at_ms: int, pre_roll_s: int) -> int:
    """Return where playing begins for something that was noted at a moment."""
    return max(0, at_ms - pre_roll_s * 1000)


def main_recording(recordings: Sequence[Recording]) -> Recording | None:
    """Return the one to hear first: the longest of one's own, else the longest imported one."""
    own = [one for one in recordings if not one.source]
    return max(own or recordings, key=lambda one: one.length_ms, default=None)
