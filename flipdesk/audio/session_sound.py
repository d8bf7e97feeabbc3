"""The sound of a recording, opened for listening: every file kept open, read at any place."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from threading import Lock

from flipdesk.audio.failure import AudioError
from flipdesk.audio.loudness import Loudness, read_loudness
from flipdesk.audio.recording_folder import RecordedSegment, RecordingContents, read_recording
from flipdesk.audio.segment_reader import SegmentReader, damage_in, open_segment
from flipdesk.audio.sound_plan import SoundPlan, plan_of
from flipdesk.domain.sound_gap import SoundGap, joined_gaps
from flipdesk.domain.stretch import Stretch


class SessionSound:
    """Made and read on any thread. A file that cannot be opened leaves a gap; the rest plays."""

    def __init__(self, contents: RecordingContents, loudness: Loudness) -> None:
        self.contents = contents
        self.spec = contents.spec
        self.loudness = loudness
        self._lock = Lock()
        self._segments: list[RecordedSegment] = []
        self._readers: list[SegmentReader] = []
        self._damage: list[Stretch] = []
        self.unreadable: tuple[RecordedSegment, ...] = ()
        for segment in contents.segments:
            try:
                self._readers.append(open_segment(segment.path, self.spec, contents.seal))
            except AudioError:
                self.unreadable += (segment,)
            else:
                self._segments.append(segment)

    @property
    def length_ms(self) -> int:
        """Return the length of the timeline, gaps included."""
        return self.contents.total_ms

    def gaps(self) -> tuple[SoundGap, ...]:
        """Return every stretch that cannot be heard, and why; damage is found when it is read."""
        ms = self.spec.ms
        lost = [SoundGap(ms(one.first_sample), ms(one.end_sample)) for one in self.unreadable]
        with self._lock:
            damage = self._damage + [
                (segment.first_sample + first, segment.first_sample + end)
                for segment, reader in zip(self._segments, self._readers, strict=False)
                for first, end in reader.lacking()
            ]
        lost += [SoundGap(ms(first), ms(end)) for first, end in damage]
        silent = [
            SoundGap(ms(one.first_sample), ms(one.first_sample + one.samples), one.kind)
            for one in self.contents.gaps
        ]
        return joined_gaps(one for one in (*silent, *lost) if one.from_ms < one.to_ms)

    def look_closely(self, cancelled: Callable[[], bool] = lambda: False) -> bool:
        """Look through all that is sealed; return whether damage was found, which is a gap then.

        Takes seconds for hours of sound, and disturbs nobody who listens.
        """
        for segment in tuple(self._segments):
            if cancelled():
                break
            with suppress(AudioError, OSError):
                found = damage_in(segment.path, self.spec, self.contents.seal)
                first = segment.first_sample
                self._damage += [(first + begin, first + end) for begin, end in found]
        return bool(self._damage)

    def plan(
        self,
        *,
        silenced: Iterable[Stretch] = (),
        left_out: Iterable[Stretch] = (),
        within: Stretch | None = None,
    ) -> SoundPlan:
        """Return what to play, with everything in milliseconds; see `plan_of`."""
        heard = [(one.first_sample, one.end_sample) for one in self._segments]
        return plan_of(self.spec, heard, silenced=silenced, left_out=left_out, within=within)

    def read(self, plan: SoundPlan, frame: int, count: int) -> bytes:
        """Return so many frames of a plan's stream as 16-bit PCM, fewer at its end.

        What cannot be read any more is silence, so that the rest stays in its place.
        """
        parts = []
        with self._lock:
            for piece, first, frames in plan.pieces_in(frame, frame + count):
                wanted = frames * self.spec.frame_bytes
                data = b""
                if piece.source is not None and self._readers:
                    begins = piece.first_sample - self._segments[piece.source].first_sample
                    data = self._readers[piece.source].read(begins + first, frames)
                parts.append(data if len(data) == wanted else data.ljust(wanted, b"\0"))
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def close(self) -> None:
        """Let every file go; what is read from now on is silence."""
        with self._lock:
            readers, self._readers = self._readers, []
        for reader in readers:
            reader.close()


def open_sound(folder: Path, key: bytes | None = None) -> SessionSound:
    """Open the recording in a folder, with its outline. Takes some ms a file: a job's work.

    `key` is that of the session where its sound is sealed.

    Raises:
        AudioError: there is no recording in the folder.
    """
    contents = read_recording(folder, key)
    return SessionSound(contents, read_loudness(contents))
