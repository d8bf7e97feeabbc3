"""One recording while it is made: source, ring and writer together."""

from collections.abc import Callable
from pathlib import Path

from flipdesk.audio.clock import Clock
from flipdesk.audio.commands import Start
from flipdesk.audio.events import RecorderEvent
from flipdesk.audio.failure import AudioError, kind_of
from flipdesk.audio.recording_writer import RecordingWriter, WriterSettings
from flipdesk.audio.ring import Pause, Resume, Ring
from flipdesk.audio.source import AudioSource, OnEnd, open_source
from flipdesk.audio.spec import AudioSpec
from flipdesk.audio.timeline import spec_in
from flipdesk.audio.writer import Writer

_JOIN_S = 30.0


class Capture:
    """Records until it is told to finish; a lost source can be opened again."""

    def __init__(
        self, start: Start, clock: Clock, emit: Callable[[RecorderEvent], None], on_lost: OnEnd
    ) -> None:
        """Open the folder and the source.

        Raises:
            AudioError: one of them cannot be opened.
        """
        folder = Path(start.folder)
        self._device = start.device
        self._clock = clock
        self._on_lost = on_lost
        try:
            self._spec = spec_in(folder) or AudioSpec(start.rate_hz, start.channels)
            self._recording = RecordingWriter(
                folder,
                self._spec,
                clock,
                emit,
                device=start.device,
                settings=WriterSettings(start.segment_s, start.sync_ms),
            )
        except OSError as problem:
            raise AudioError(kind_of(problem), str(folder)) from problem
        self._ring = Ring(self._spec, clock, seconds=start.ring_s)
        self._writer = Writer(
            self._ring, self._recording, self._spec, clock, emit, device=start.device
        )
        if start.paused:
            self._ring.mark(Pause())
        self._source: AudioSource | None = None
        self.lost = False
        self.finishing = False
        try:
            self._open()
        except AudioError:
            self._recording.close()
            raise
        self._writer.start()

    @property
    def ended(self) -> bool:
        """Return whether everything is written and closed."""
        return self._writer.ended

    @property
    def writer_died(self) -> bool:
        """Return whether the writer ended by a defect."""
        return self._writer.died

    @property
    def last_block_ns(self) -> int | None:
        """Return when sound last came in, on the monotonic clock."""
        return self._ring.last_ns

    def pause(self) -> None:
        """Keep what came until now and nothing after it."""
        self._ring.mark(Pause())

    def resume(self) -> None:
        """Keep sound again."""
        self._ring.mark(Resume())

    def finish(self) -> None:
        """Write and close what came until now; returns at once, see `ended`."""
        self.finishing = True
        self._writer.finish()

    def wait_and_release(self) -> None:
        """Wait for the writer and let the device go. The files are closed before the device is
        touched, because that can hang.
        """
        self._writer.join(_JOIN_S)
        self._release()

    def source_lost(self) -> None:
        """Close the segment and remember that the device must be opened again."""
        self.lost = True
        self._ring.await_return()
        self._release()

    def reopen(self) -> bool:
        """Try to open the device again; return whether it is back."""
        try:
            self._open()
        except AudioError:
            return False
        self.lost = False
        return True

    def _open(self) -> None:
        source = open_source(self._device, self._spec, self._clock)
        put = self._ring.put if source.live else self._ring.put_when_room
        source.start(put, self._on_lost)
        self._source = source

    def _release(self) -> None:
        source, self._source = self._source, None
        if source is not None:
            source.stop()
