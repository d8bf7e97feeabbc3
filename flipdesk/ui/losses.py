"""What a recording lacks, counted from what its recorders tell."""

from dataclasses import dataclass, replace

from flipdesk.audio.events import GapLogged, GapReason, LevelMeasured
from flipdesk.audio.spec import AudioSpec


@dataclass(frozen=True, slots=True)
class Losses:
    """Gaps that nobody wished for, their length, and what the sound system could not hand over.

    Every recorder counts from nothing; the `before` of those it took over from is added.
    """

    gaps: int = 0
    between_ms: int = 0
    missing_before_ms: int = 0
    missing_now_ms: int = 0
    overflows: int = 0
    dropped_blocks: int = 0
    is_replaced: bool = False

    @property
    def missing_ms(self) -> int:
        """How much sound is missing, pauses left out."""
        return self.missing_before_ms + self.missing_now_ms + self.between_ms

    def of_another_recorder(self) -> "Losses":
        """Another recorder goes on with the same recording."""
        return replace(
            self,
            missing_before_ms=self.missing_before_ms + self.missing_now_ms,
            missing_now_ms=0,
            is_replaced=True,
        )

    def with_gap(self, gap: GapLogged, spec: AudioSpec) -> "Losses":
        """A gap was logged; between two takes that somebody stopped nothing is missing."""
        if gap.reason in (GapReason.PAUSE, GapReason.OFF_RECORD):
            return self
        if gap.reason != GapReason.STOPPED:
            return replace(self, gaps=self.gaps + 1)
        if not self.is_replaced:
            return self
        between_ms = self.between_ms + spec.ms(gap.samples)
        return replace(self, gaps=self.gaps + 1, between_ms=between_ms, is_replaced=False)

    def with_level(self, level: LevelMeasured) -> "Losses":
        """The recorder at work has told how much it lacks."""
        return replace(
            self,
            missing_now_ms=level.missing_ms,
            overflows=level.overflows,
            dropped_blocks=level.dropped_blocks,
        )
