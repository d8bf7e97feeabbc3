"""What accompanies every recording: alarms that are heard, warnings and hints."""

from PySide6.QtCore import QObject

from flipdesk.ui.alarm_sound import AlarmSound
from flipdesk.ui.commands import Commands
from flipdesk.ui.consent_warning import ConsentWarning
from flipdesk.ui.message_area import MessageArea
from flipdesk.ui.preferences import Preferences
from flipdesk.ui.recording_desk import RecordingDesk
from flipdesk.ui.talk_hint import TalkHint
from flipdesk.ui.workspace import Workspace


class RecordingWatch(QObject):
    """Builds them and lets them follow what is chosen in the settings."""

    def __init__(
        self,
        workspace: Workspace,
        recording: RecordingDesk,
        commands: Commands,
        messages: MessageArea,
        preferences: Preferences,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._recording = recording
        self._preferences = preferences
        self.alarm_sound = AlarmSound()
        self.talk_hint = TalkHint(workspace, recording, commands, messages, self)
        self.consent_warning = ConsentWarning(workspace, recording, self)
        recording.microphones.chosen = preferences.device
        recording.microphones.changed.connect(self._keep_microphone)
        recording.changed.connect(self._on_recording_changed)
        recording.alarms.sounded.connect(self.alarm_sound.play)
        self.follow_preferences()

    def follow_preferences(self) -> None:
        """Do as is chosen in the settings, from now on."""
        preferences = self._preferences
        self._recording.spec = preferences.sound.spec
        self.alarm_sound.is_on = preferences.alarm_sound
        self.talk_hint.is_on = preferences.talk_hint
        self.talk_hint.follow()

    def _keep_microphone(self) -> None:
        self._preferences.device = self._recording.microphones.chosen

    def _on_recording_changed(self) -> None:
        if self._recording.is_recording:
            self.alarm_sound.get_ready()
