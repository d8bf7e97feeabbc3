"""What accompanies every recording: alarms that are heard, warnings, hints and what comes after."""

from PySide6.QtCore import QObject

from flipdesk.i18n import _
from flipdesk.ui.alarm_sound import AlarmSound
from flipdesk.ui.message_area import MessageArea
from flipdesk.ui.place_warning import PlaceWarning
from flipdesk.ui.recording_questions import RecordingQuestions
from flipdesk.ui.recording_return import RecordingReturn
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.sound_keeper import SoundKeeper
from flipdesk.ui.stop_question import StopQuestion
from flipdesk.ui.talk_hint import TalkHint
from flipdesk.ui.withdrawal_question import WithdrawalQuestion


class RecordingWatch(QObject):
    """Builds them and lets them follow what is chosen in the settings."""

    def __init__(self, tools: RoomTools, messages: MessageArea, parent: QObject) -> None:
        super().__init__(parent)
        workspace, recording, commands = tools.workspace, tools.recording, tools.commands
        self._recording = recording
        self._preferences = tools.preferences
        self.alarm_sound = AlarmSound()
        self.talk_hint = TalkHint(workspace, recording, commands, messages, self)
        self.withdrawal_question = WithdrawalQuestion(workspace, recording, messages, self)
        self.stop_question = StopQuestion(recording, commands, messages, self)
        self.questions = RecordingQuestions(workspace, recording, commands, messages, self)
        self.keeper = SoundKeeper(workspace, recording, tools.jobs, self)
        self.returned = RecordingReturn(workspace, recording, commands, messages, self.keeper, self)
        self.place_warning = PlaceWarning(messages, self)
        recording.microphones.chosen = self._preferences.device
        recording.microphones.changed.connect(self._keep_microphone)
        recording.changed.connect(self._on_recording_changed)
        recording.alarms.sounded.connect(self.alarm_sound.play)
        self.follow_preferences()
        if not workspace.desk.base.is_read_only:
            self.returned.look(tools.jobs)
        folder = workspace.desk.base.folder
        self.place_warning.look(folder, tools.jobs, _("Looking at the folder"))

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
