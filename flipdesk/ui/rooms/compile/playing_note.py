"""The note that is being heard, marked in the list of notes while playing goes on."""

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QObject

from flipdesk.ui.rooms.compile.listening import Listening
from flipdesk.ui.rooms.compile.notes_pane import NotesPane
from flipdesk.ui.widgets.timeline_scene import TimelinePoint

LASTS_MS = 60_000
"""A note longer ago is no longer what is heard."""


class PlayingNote(QObject):
    """The list scrolls along until somebody chooses another note; the choice never moves."""

    def __init__(self, listening: Listening, notes: NotesPane) -> None:
        super().__init__(notes)
        self._listening = listening
        self._notes = notes
        self._points: tuple[TimelinePoint, ...] = ()
        self._times: list[int] = []
        self._follows = True
        self.key = self._clip = ""
        listening.player.moved.connect(self._show)
        listening.player.changed.connect(self._on_player_changed)
        notes.note_chosen.connect(self._on_note_chosen)

    def show_points(self, points: Sequence[TimelinePoint]) -> None:
        """Say which notes there are, in the order of time."""
        self._points = tuple(points)
        self._times = [point.at_ms for point in points]
        self._show()

    def show_clip(self, key: str) -> None:
        """Mark the note whose place in a clip is heard, "" when none is."""
        self._clip = key
        self._show()

    def _on_player_changed(self) -> None:
        if not self._listening.player.is_playing:
            self._follows = True
        self._show()

    def _on_note_chosen(self, _key: str) -> None:
        self._follows = not self._listening.player.is_playing

    def _show(self, _ms: int = 0) -> None:
        key = self._heard() if self._listening.player.is_playing else self._clip
        if key == self.key:
            return
        self.key = key
        view = self._notes.list
        view.notes.set_playing(key)
        is_edited = view.state() == view.State.EditingState
        if key and self._follows and not is_edited:
            view.scrollTo(view.notes.index_of(key))

    def _heard(self) -> str:
        """Return the note that playing has come to, or comes to within the pre-roll."""
        player = self._listening.player
        ahead = player.position_ms + player.pre_roll_s * 1000
        here = bisect_right(self._times, ahead) - 1
        if here < 0 or ahead - self._times[here] > LASTS_MS:
            return ""
        return self._points[here].key
