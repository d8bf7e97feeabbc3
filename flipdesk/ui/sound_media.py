"""The loudspeaker: Qt's media player fed by a stream, its pitch kept at every speed.

Its player reads on threads of its own, and those need Python. A call that waits for them while it
holds Python's lock never comes back; therefore `stop` and a new source reach the player through
signals that Qt delivers without the lock.
"""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QIODevice,
    QObject,
    Qt,
    QUrl,
    Signal,
    SignalInstance,
)
from PySide6.QtMultimedia import QAudioOutput, QMediaDevices, QMediaPlayer

from flipdesk.audio.sound_stream import SoundStream
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.ui.sound_device import SoundDevice

_QUEUED = Qt.ConnectionType.QueuedConnection
_NAME = QUrl("session.wav")
_ENDED = QMediaPlayer.MediaStatus.EndOfMedia
_READY = (QMediaPlayer.MediaStatus.LoadedMedia, QMediaPlayer.MediaStatus.BufferedMedia)


class SoundMedia(QObject):
    """Plays one stream at a time; all milliseconds are those of the stream."""

    moved = Signal(int)
    ended = Signal()
    failed = Signal(str)
    _stop_wanted = Signal()
    _source_wanted = Signal(QIODevice, QUrl)

    def __init__(self) -> None:
        super().__init__()
        if not QMediaDevices.audioOutputs():
            raise no_output()
        self._output = QAudioOutput()
        self._media = QMediaPlayer()
        self._media.setPitchCompensation(True)
        self._media.setAudioOutput(self._output)
        self._device: SoundDevice | None = None
        self._is_ready = self._awaits = False
        self._begin_ms = 0
        self._plays = False
        self._stop_wanted.connect(self._media.stop, _QUEUED)
        self._source_wanted.connect(self._media.setSourceDevice, _QUEUED)
        self._media.positionChanged.connect(self._on_position_changed)
        self._media.mediaStatusChanged.connect(self._on_status_changed)
        self._media.errorOccurred.connect(self._on_error)

    def load(self, stream: SoundStream, begin_ms: int, *, plays: bool, loops: bool) -> None:
        """Take another stream and be at a place of it, playing or not."""
        if plays and not QMediaDevices.audioOutputs():
            raise no_output()
        self._begin_ms, self._plays, self._is_ready = begin_ms, plays, False
        before, self._device = self._device, SoundDevice(stream)
        forever = QMediaPlayer.Loops.Infinite
        self._media.setLoops(forever.value if loops else QMediaPlayer.Loops.Once.value)
        # Stopped first: a player that stops says once more that what it had is loaded.
        self._awaits = False
        self._send(self._stop_wanted.emit)
        self._awaits = True
        self._send(lambda: self._source_wanted.emit(self._device, _NAME))
        # Until here the player could read from the one before.
        del before

    def play(self) -> None:
        self._plays = True
        if not self._is_ready:
            return
        if not QMediaDevices.audioOutputs():
            raise no_output()
        self._media.play()

    def pause(self) -> None:
        self._plays = False
        if self._is_ready:
            self._media.pause()

    def seek(self, ms: int) -> None:
        self._begin_ms = ms
        if self._is_ready:
            self._media.setPosition(ms)

    def set_rate(self, rate: float) -> None:
        self._media.setPlaybackRate(rate)

    def close(self) -> None:
        """Stop, and return when no thread reads any more."""
        self._plays = self._is_ready = self._awaits = False
        self._send(self._stop_wanted.emit)
        self._send(lambda: self._source_wanted.emit(None, QUrl()))
        self._device = None

    def _send(self, emit: Callable[[], None]) -> None:
        emit()
        QCoreApplication.sendPostedEvents(self._media, QEvent.Type.MetaCall.value)

    def _on_status_changed(self, status: QMediaPlayer.MediaStatus) -> None:
        if status in _READY and self._awaits:
            self._is_ready, self._awaits = True, False
            self._media.setPosition(self._begin_ms)
            if self._plays:
                self._media.play()
        elif status is _ENDED and self._is_ready:
            self._plays = False
            self.ended.emit()

    def _on_position_changed(self, ms: int) -> None:
        if self._is_ready:
            self.moved.emit(ms)

    def _on_error(self, _error: object, _words: str) -> None:
        self._plays = self._is_ready = self._awaits = False
        # Queued: a player that is stopped while it tells of an error may not come to an end.
        self._stop_wanted.emit()
        self.failed.emit(_("The sound cannot be played. Choose another recording, or try again."))


class Media(Protocol):
    """What the player needs of a loudspeaker; `SoundMedia` is the real one."""

    @property
    def moved(self) -> SignalInstance: ...

    @property
    def ended(self) -> SignalInstance: ...

    @property
    def failed(self) -> SignalInstance: ...

    def load(self, stream: SoundStream, begin_ms: int, *, plays: bool, loops: bool) -> None: ...

    def play(self) -> None: ...

    def pause(self) -> None: ...

    def seek(self, ms: int) -> None: ...

    def set_rate(self, rate: float) -> None: ...

    def close(self) -> None: ...


def sound_media() -> SoundMedia:
    """Return the computer's loudspeaker.

    Raises:
        KnownError: it has none.
    """
    return SoundMedia()


def no_output() -> KnownError:
    return KnownError(
        _("The computer has nothing to play sound on: turn its sound on, or plug in a headset.")
    )
