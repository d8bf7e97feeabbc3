"""Trying the microphone before a session: three seconds are heard, and nothing is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from flipdesk.domain.listening import Loudness, loudness
from flipdesk.i18n import _
from flipdesk.ui.preferences import Preferences
from flipdesk.ui.recording_desk import RecordingDesk

HEARD_FOR_MS = 3_000
_LONGEST_MS = 7_000
"""How long to wait for a microphone that tells nothing at all."""
_LOOK_MS = 500


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a trial: when, with which microphone, and the loudest peak of 0 to 1."""

    at: datetime
    device: str
    peak: float

    @property
    def loudness(self) -> Loudness:
        return loudness(self.peak)

    @property
    def is_heard(self) -> bool:
        """Whether there was any sound at all."""
        return self.loudness is not Loudness.NOTHING


class MicrophoneTrial(QObject):
    """Listens through the recorder's monitor; what came of it is kept for this computer."""

    changed = Signal()
    """It has begun, been heard or ended."""

    def __init__(
        self,
        recording: RecordingDesk,
        preferences: Preferences,
        now: Callable[[], datetime],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._recording = recording
        self._preferences = preferences
        self._now = now
        self._was_monitoring = False
        self._began_ms: int | None = None
        self.is_on = False
        self.peak = 0.0
        """The loudest of the trial that is on."""
        self._latest = QTimer(self)
        self._latest.setSingleShot(True)
        self._latest.setInterval(_LONGEST_MS)
        self._latest.timeout.connect(self.end)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._keep_listening)
        recording.heard.connect(self._on_heard)
        recording.monitor_ended.connect(self.end)
        recording.changed.connect(self._on_recording_changed)

    @property
    def tried(self) -> Tried | None:
        """What came of the last trial of the microphone that is chosen now; None before any."""
        at, _tab, rest = self._preferences.microphone_trial.partition("\t")
        peak, _tab, device = rest.partition("\t")
        try:
            tried = Tried(datetime.fromisoformat(at), device, float(peak))
        except ValueError:
            return None
        has_zone = tried.at.tzinfo is not None
        return tried if has_zone and device == self._recording.microphones.chosen else None

    def start(self) -> bool:
        """Begin to listen; False while something is recorded, which is not disturbed."""
        if self._recording.is_recording or self.is_on:
            return False
        self.is_on, self.peak, self._began_ms = True, 0.0, None
        self._was_monitoring = self._recording.is_monitoring
        self._recording.monitor(wanted=True)
        self._latest.start()
        self._look.start()
        self.changed.emit()
        return True

    def end(self) -> None:
        """Keep what was heard, and leave the microphone as it was."""
        if not self.is_on:
            return
        self._stop()
        device = self._recording.microphones.chosen
        self._preferences.microphone_trial = f"{self._now().isoformat()}\t{self.peak}\t{device}"
        self.changed.emit()

    def _stop(self) -> None:
        self.is_on = False
        self._latest.stop()
        self._look.stop()
        if not self._was_monitoring:
            self._recording.monitor(wanted=False)

    def _keep_listening(self) -> None:
        # Others who listen may have left off meanwhile.
        self._recording.monitor(wanted=True)

    def _on_heard(self, peak: float, now_ms: int) -> None:
        if not self.is_on:
            return
        if self._began_ms is None:
            self._began_ms = now_ms
        self.peak = max(self.peak, peak)
        if now_ms - self._began_ms >= HEARD_FOR_MS:
            self.end()
        else:
            self.changed.emit()

    def _on_recording_changed(self) -> None:
        if self.is_on and self._recording.is_recording:
            # The recorder needs the microphone itself now.
            self._was_monitoring = True
            self._stop()
            self.changed.emit()


def loudness_words(loud: Loudness) -> str:
    """Return how loud it was, in words."""
    return {
        Loudness.NOTHING: _("no sound"),
        Loudness.LOW: _("low sound"),
        Loudness.GOOD: _("good sound"),
        Loudness.TOO_LOUD: _("too loud"),
    }[loud]
