"""Naming those who may not be recorded and are here all the same."""

from PySide6.QtCore import QObject

from flipdesk.domain.vocabulary import RecordingConsent
from flipdesk.i18n import _
from flipdesk.ui.recording_desk import RecordingDesk
from flipdesk.ui.workspace import Workspace

_AGAINST = (RecordingConsent.DECLINED, RecordingConsent.WITHDRAWN)


class ConsentWarning(QObject):
    """Warns once for each recording and each arrival."""

    def __init__(self, workspace: Workspace, recording: RecordingDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._recording = recording
        self._told: set[str] = set()
        self._was_recording = False
        workspace.changed.connect(self._on_workspace_changed)
        recording.changed.connect(self._on_recording_changed)

    def _on_recording_changed(self) -> None:
        if self._recording.is_recording and not self._was_recording:
            self._told = set()
            self._say_who_declined()
        self._was_recording = self._recording.is_recording

    def _on_workspace_changed(self, _changes: object) -> None:
        if self._recording.is_recording and not self._recording.is_elsewhere:
            self._say_who_declined()

    def _say_who_declined(self) -> None:
        record = self._workspace.record
        here = {
            one.id: one.name
            for one in (record.participants if record else ())
            if one.consent.recording in _AGAINST and one.attendance.came
        }
        names = [name for key, name in here.items() if key not in self._told]
        self._told = set(here)
        if names:
            sentence = _("{names} may not be recorded. Agree on what to do before you go on.")
            self._workspace.problem.emit(sentence.format(names=", ".join(names)))
