"""Hearing what a note of Lån et øre is about: its place in the clip."""

from PySide6.QtCore import QObject, Signal

from flipdesk.domain.ids import PassageId, ReflectionId
from flipdesk.i18n import _
from flipdesk.ui.rooms.room import RoomTools


class ClipNotes(QObject):
    """One note at a time; `key` is the one that is heard, "" when none is."""

    changed = Signal()

    def __init__(self, tools: RoomTools, parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools
        self.key = ""
        tools.passage_player.changed.connect(self._on_player_changed)

    def place(self, key: str) -> tuple[PassageId, int] | None:
        """Return the passage and the place in it, in milliseconds, that a note is about."""
        desk = self._tools.workspace.desk
        note = desk.base.reflections.get(ReflectionId(key))
        return None if note is None else desk.lend_an_ear.place_of(note)

    def toggle(self, key: str) -> bool:
        """Hear a note's place in the clip, or stop it; False for a note that is about none."""
        place = self.place(key)
        if place is None:
            return False
        if key == self.key:
            self.stop()
        elif self._tools.recording.is_recording:
            said = _("You can listen when the recording is stopped: the microphone would hear it.")
            self._tools.workspace.problem.emit(said)
        else:
            passage_id, at_ms = place
            before_ms = 1000 * self._tools.preferences.pre_roll_s
            self._tools.passage_player.hear(passage_id, max(0, at_ms - before_ms))
            self.key = key if self._tools.passage_player.passage_id == passage_id else ""
            self.changed.emit()
        return True

    def stop(self) -> None:
        """Let the note that is heard be silent."""
        if self.key:
            self._tools.passage_player.stop()

    def _on_player_changed(self) -> None:
        if self.key and self._tools.passage_player.passage_id is None:
            self.key = ""
            self.changed.emit()
