"""What a machine heard somebody say, before it is a segment of a transcript."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """Words from and to milliseconds of the session timeline."""

    from_ms: int
    to_ms: int
    text: str
