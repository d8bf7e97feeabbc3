"""How much sound a recording has, which is less than its timeline is long."""

from dataclasses import dataclass, replace

from flipdesk.domain.recording import Recording


@dataclass(frozen=True, slots=True)
class RecordedTime:
    """Folded from what the recorder tells: `first` and `end` are samples of the timeline.

    `before_ms` was recorded before the recorder at work began; `gap_samples` is what it left out.
    """

    rate_hz: int = 48_000
    before_ms: int = 0
    first: int = 0
    end: int = 0
    gap_samples: int = 0

    @property
    def ms(self) -> int:
        """How much there is to hear."""
        heard = max(0, self.end - self.first - self.gap_samples)
        return self.before_ms + heard * 1000 // self.rate_hz

    def started(self, first_sample: int, rate_hz: int) -> "RecordedTime":
        """A recorder has begun at a place of the timeline."""
        return RecordedTime(rate_hz, self.ms, first_sample, first_sample)

    def left_out(self, first_sample: int, samples: int) -> "RecordedTime":
        """There is a gap, which counts when it lies after the beginning."""
        if first_sample < self.first:
            return self
        return replace(self, gap_samples=self.gap_samples + samples)

    def heard(self, end_sample: int) -> "RecordedTime":
        """Sound has been kept up to a place."""
        return replace(self, end=end_sample)


def recorded_before(recordings: tuple[Recording, ...], end_sample: int | None = None) -> int:
    """Return the milliseconds that FlipDesk itself has recorded of a session.

    With `end_sample` the newest segment is still open and reaches to there.
    """
    total = 0
    for recording in (one for one in recordings if not one.source):
        segments = sorted(recording.segments, key=lambda one: one.first_sample)
        samples = sum(segment.samples for segment in segments)
        if end_sample is not None and segments:
            samples += max(0, end_sample - segments[-1].first_sample - segments[-1].samples)
        total += (samples or recording.samples) * 1000 // recording.rate_hz
    return total
