"""Notes of Lån et øre in Bearbejd: played like any other, only that it is the clip one hears."""

from PySide6.QtCore import QObject

from flipdesk.domain.session_record import SessionRecord
from flipdesk.ui.rooms.clip_notes import ClipNotes
from flipdesk.ui.rooms.compile.listening import Listening
from flipdesk.ui.rooms.compile.notes_pane import NotesPane
from flipdesk.ui.rooms.compile.playing_note import PlayingNote
from flipdesk.ui.rooms.room import RoomTools


class ClipListening(QObject):
    """Clip and recording are never heard at once."""

    def __init__(
        self, tools: RoomTools, listening: Listening, notes: NotesPane, playing: PlayingNote
    ) -> None:
        super().__init__(notes)
        self._listening = listening
        self._notes = notes
        self._playing = playing
        self.clips = ClipNotes(tools, self)
        self.clips.changed.connect(self._on_clips_changed)
        listening.player.changed.connect(self._on_player_changed)

    def show_record(self, record: SessionRecord) -> None:
        """Offer to play the notes that are about a place in a clip."""
        heard = {one.id for one in record.ear_rounds if one.passage_id is not None}
        self._notes.list.notes.set_clips(
            frozenset(
                one.id
                for one in record.reflections
                if one.clip_ms is not None and one.round_id in heard
            )
        )

    def toggle(self, key: str) -> bool:
        """Hear a note in its clip, or stop it; False for a note that is about none."""
        if key == self.clips.key or self.clips.place(key) is None:
            return self.clips.toggle(key)
        self._listening.leave_off()
        return self.clips.toggle(key)

    def toggle_chosen(self) -> None:
        """Play or pause in a list: the clip of the chosen note, else the recording."""
        note = self._notes.current_note() if self._notes.list.hasFocus() else None
        if self._listening.player.is_playing or note is None or not self.toggle(note.id):
            self._listening.toggle()

    def leave_off(self) -> None:
        self.clips.stop()

    def _on_clips_changed(self) -> None:
        self._playing.show_clip(self.clips.key)

    def _on_player_changed(self) -> None:
        if self._listening.player.is_playing:
            self.clips.stop()
