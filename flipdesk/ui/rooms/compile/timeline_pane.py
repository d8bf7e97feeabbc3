"""The pane over the whole width: the player, the timeline or its table, and what is marked."""

import time

from PySide6.QtCore import Signal

from flipdesk.domain.passage import Passage, PassageKind
from flipdesk.domain.placing import Note
from flipdesk.domain.playing import LEAST_PASSAGE_MS
from flipdesk.domain.session_record import SessionRecord
from flipdesk.i18n import _
from flipdesk.ui.models.timeline_rows import TimelineRow, timeline_rows
from flipdesk.ui.rooms.compile.listening import Listening
from flipdesk.ui.rooms.compile.player_bar import PlayerBar
from flipdesk.ui.rooms.compile.selection_bar import SelectionBar
from flipdesk.ui.rooms.compile.session_timeline import note_at_ms, timeline_scene
from flipdesk.ui.rooms.compile.timeline_table import TimelineTable
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.widgets.announce import announce
from flipdesk.ui.widgets.pane import Pane
from flipdesk.ui.widgets.timeline import Timeline

_SPEAK_EVERY_S = 1.0


class TimelinePane(Pane):
    """`note_chosen` carries a GUID; what is played is the listening's business."""

    note_chosen = Signal(str)

    def __init__(self, tools: RoomTools, listening: Listening) -> None:
        super().__init__(tools.theme)
        self.setObjectName("timeline_pane")
        self.setAccessibleName(_("Timeline"))
        self._tools = tools
        self._listening = listening
        self._record: SessionRecord | None = None
        self._spoken_at = 0.0
        self._was_playing = False
        self.bar = PlayerBar(tools.theme, listening, tools.commands)
        self.timeline = Timeline(tools.theme)
        self.table = TimelineTable(tools.theme)
        self.table.hide()
        self.selection_bar = SelectionBar(tools.theme)
        for part in (self.bar, self.timeline, self.table, self.selection_bar):
            self.body.addWidget(part)
        self.lead_focus_to(self.timeline)
        self._connect()
        tools.theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def selection(self) -> tuple[int, int] | None:
        """What is marked and long enough to be a passage."""
        chosen = self.timeline.selection
        long = chosen is not None and chosen[1] - chosen[0] >= LEAST_PASSAGE_MS
        return chosen if long else None

    @property
    def marked_passage(self) -> Passage | None:
        """The passage of the session that is marked exactly."""
        passages = self._record.passages if self._record else ()
        here = (one for one in passages if one.recording_id is None)
        same = (one for one in here if (one.from_ms, one.to_ms) == self.timeline.selection)
        return next(same, None)

    def show_record(self, record: SessionRecord) -> None:
        """Show a session; its sound follows when it has been read."""
        if self._record is None or record.session.id != self._record.session.id:
            self.timeline.set_selection(None)
        self._record = record
        self.timeline.set_scene(timeline_scene(record, self._tools.workspace.now()))
        self._listening.show_record(record)
        # Another recording can have come without any change of what is heard.
        self.bar.show_state()
        self._show_listening()
        self._show_selection()

    def note_ms(self, key: str) -> int | None:
        """Return where a note stands on the timeline, None for nowhere."""
        record = self._record
        if record is None:
            return None
        notes: tuple[Note, ...] = (*record.reflections, *record.outcomes, *record.markers)
        found = next((one for one in notes if one.id == key), None)
        return None if found is None else note_at_ms(record, found)

    def choose_note(self, key: str) -> None:
        """Show a note as the chosen one, and be where it stands unless something plays."""
        self.timeline.set_current(key)
        at_ms = self.note_ms(key)
        if at_ms is not None:
            self._listening.cue(at_ms)

    def toggle_table(self) -> None:
        """Show the table in the place of the timeline, or the timeline again."""
        as_table = self.table.isHidden()
        had_focus = self.timeline.hasFocus() or self.table.hasFocus()
        self.table.setVisible(as_table)
        self.timeline.setVisible(not as_table)
        self.bar.show_table_wish(is_table=as_table)
        shown = self.table if as_table else self.timeline
        self.lead_focus_to(shown)
        if had_focus:
            shown.setFocus()

    def mark_begin(self) -> None:
        """Let the passage begin where the playhead is."""
        at, marked = self._listening.player.position_ms, self.timeline.selection
        end = marked[1] if marked and marked[1] > at else at
        self._mark(at, end)

    def mark_end(self) -> None:
        """Let the passage end where the playhead is."""
        at, marked = self._listening.player.position_ms, self.timeline.selection
        begin = marked[0] if marked and marked[0] < at else at
        self._mark(begin, at)

    def _mark(self, from_ms: int, to_ms: int) -> None:
        if self._listening.is_ready:
            self.timeline.mark(from_ms, to_ms)

    def _connect(self) -> None:
        listening, timeline = self._listening, self.timeline
        timeline.point_chosen.connect(self.note_chosen)
        timeline.point_played.connect(self._on_point_played)
        timeline.sought.connect(self._on_timeline_sought)
        timeline.selected.connect(self._show_selection)
        self.table.row_entered.connect(self._on_row_entered)
        self.bar.table_button.clicked.connect(self.toggle_table)
        listening.state_changed.connect(self._show_listening)
        listening.player.moved.connect(self._on_player_moved)
        listening.player.changed.connect(self._on_player_changed)

    def _show_listening(self) -> None:
        listening, sound = self._listening, self._listening.player.sound
        if sound is None:
            self.timeline.set_silence(listening.sentence)
            self.timeline.set_position(None)
            self.timeline.set_selection(None)
        else:
            self.timeline.set_sound(sound.loudness, sound.gaps())
            self.timeline.set_position(listening.player.position_ms)
        self.table.show_rows(timeline_rows(self.timeline.scene, self.timeline.gaps))
        self._show_selection()
        self._speak()

    def _show_selection(self) -> None:
        passage = self.marked_passage
        self.selection_bar.show_selection(
            self.selection,
            is_passage=passage is not None,
            is_silenced=passage is not None and passage.kind is PassageKind.SILENCED,
        )
        loop = self._listening.player.loop
        repeats = loop is not None and loop == self.selection
        self.selection_bar.show_repeating(repeats=repeats)

    def _speak(self) -> None:
        self._spoken_at = time.monotonic()
        self.timeline.describe(self.bar.spoken() if self._listening.is_ready else "")

    def _on_player_moved(self, ms: int) -> None:
        self.timeline.set_position(ms)
        if time.monotonic() - self._spoken_at >= _SPEAK_EVERY_S:
            self._speak()

    def _on_player_changed(self) -> None:
        self._show_selection()
        playing = self._listening.player.is_playing
        self._speak()
        if playing is not self._was_playing:
            self._was_playing = playing
            announce(self.timeline, self.bar.spoken())

    def _on_timeline_sought(self, ms: int) -> None:
        self._listening.seek(ms)
        self._speak()
        announce(self.timeline, self.bar.spoken())

    def _on_point_played(self, key: str) -> None:
        at_ms = self.note_ms(key)
        if at_ms is not None and self._listening.is_ready:
            self._listening.hear(at_ms)

    def _on_row_entered(self, row: TimelineRow) -> None:
        if row.key:
            self.note_chosen.emit(row.key)
            self._on_point_played(row.key)
            return
        if row.to_ms is not None and row.is_passage:
            self._mark(row.from_ms, row.to_ms)
        if self._listening.is_ready:
            self._listening.hear_from(row.from_ms)

    def _restyle(self) -> None:
        px = self._tools.theme.px
        self.body.setContentsMargins(px(17), px(8), px(17), px(7))
        self.body.setSpacing(px(6))
