"""A stand-in for what writes sound files: it keeps what it was asked for, and writes a WAV."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from flipdesk.audio.recording_folder import RecordingContents
from flipdesk.audio.segment import HEADER_BYTES, wav_header
from flipdesk.domain.passage_consent import Stretch


@dataclass(frozen=True)
class Asked:
    format: str
    from_ms: int
    to_ms: int
    silenced: tuple[Stretch, ...]


@dataclass
class FakeExport:
    """Writes the sound of the first segment, whatever the format, with silence where it is due."""

    asked: list[Asked] = field(default_factory=list)

    def __call__(
        self,
        contents: RecordingContents,
        path: Path,
        format: str,  # noqa: A002 - as what it stands for
        from_ms: int,
        to_ms: int,
        *,
        silenced: Sequence[Stretch],
        progress: Callable[[float], object],
        cancelled: Callable[[], bool],
    ) -> Path:
        assert not cancelled()
        self.asked.append(Asked(format, from_ms, to_ms, tuple(silenced)))
        spec, sound = contents.spec, contents.segments[0].path.read_bytes()[HEADER_BYTES:]
        start, end = (spec.sample(ms) * spec.frame_bytes for ms in (from_ms, to_ms))
        data = bytearray(sound[start:end])
        for stretch in silenced:
            first, last = (
                max(0, min(len(data), spec.sample(ms - from_ms) * spec.frame_bytes))
                for ms in stretch
            )
            data[first:last] = bytes(last - first)
        path.write_bytes(wav_header(spec, len(data)) + data)
        progress(1.0)
        return path
