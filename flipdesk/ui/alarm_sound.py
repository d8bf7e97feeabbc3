"""The sound of an alarm: two short tones that nobody takes for a message from a telephone."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtWidgets import QApplication

from flipdesk.paths import resource

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QSoundEffect

_VOLUME = 0.6


class AlarmSound(QObject):
    """Plays through the computer's own loudspeaker; where there is none, Qt's beep is tried."""

    def __init__(self) -> None:
        super().__init__()
        self._effect: QSoundEffect | None = None
        self.is_on = True

    def get_ready(self) -> None:
        """Load the sound before it is needed: an alarm must not wait for it."""
        if self._effect is not None or not self.is_on:
            return
        # Not at start-up: it brings a media framework with it.
        from PySide6.QtMultimedia import QSoundEffect

        self._effect = QSoundEffect(self)
        self._effect.setSource(QUrl.fromLocalFile(str(resource("sounds", "alarm.wav"))))
        self._effect.setVolume(_VOLUME)

    def play(self) -> None:
        """Sound the alarm, unless it is turned off."""
        if not self.is_on:
            return
        self.get_ready()
        effect = self._effect
        # One that is still being loaded sounds as soon as it is.
        if effect is None or effect.status() is effect.Status.Error:
            QApplication.beep()
        else:
            effect.play()
