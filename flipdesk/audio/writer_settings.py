"""How often a recording's sound, clocks and outline reach the disk."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WriterSettings:
    """Length of a segment in seconds; after how many ms sound is synced, and an anchor noted.

    The first anchor of a segment is noted when it is first synced. Both times are looked at when
    sound comes, so they are a little shorter than some blocks of it.
    """

    segment_s: int = 300
    sync_ms: int = 350
    anchor_ms: int = 1_900
