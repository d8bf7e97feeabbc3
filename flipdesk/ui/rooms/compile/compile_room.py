"""Bearbejd: timeline, reflections and minutes side by side."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from flipdesk.domain.outcome import Outcome
from flipdesk.domain.session_record import SessionRecord
from flipdesk.i18n import _
from flipdesk.services.missing import Lack, Missing, missing
from flipdesk.ui.models.compile_note_rows import note_states
from flipdesk.ui.rooms.compile.listening import Listening
from flipdesk.ui.rooms.compile.minutes_pane import MinutesPane
from flipdesk.ui.rooms.compile.missing_pane import MissingPane
from flipdesk.ui.rooms.compile.notes_pane import NotesPane
from flipdesk.ui.rooms.compile.passage_actions import PassageActions
from flipdesk.ui.rooms.compile.playing_note import PlayingNote
from flipdesk.ui.rooms.compile.review_import import ReviewImport
from flipdesk.ui.rooms.compile.review_pane import ReviewPane
from flipdesk.ui.rooms.compile.timeline_pane import TimelinePane
from flipdesk.ui.rooms.compile.waiting_column import WaitingColumn
from flipdesk.ui.rooms.room import Room, RoomTools
from flipdesk.ui.widgets.columns import Column, Columns
from flipdesk.ui.widgets.empty_state import EmptyState

MISSING, NOTES = 238, 460
FOLDS_BELOW, ALL_FOLD_BELOW = 1040, 640
LOW_BELOW, LEAST_HEIGHT, WITH_COMMENTS = 470, 230, 470


class CompileRoom(Room):
    """One note is chosen at a time, in the list, on the timeline and on the paper alike."""

    name = "compile"
    follows = (
        *("session", "series", "participation", "person", "organisation", "agenda_item"),
        *("material", "reflection", "reflection_tag", "outcome", "outcome_tag", "marker"),
        *("recording", "segment", "passage", "turn", "minutes"),
        *("review_comment", "review_change"),
    )

    def __init__(self, tools: RoomTools) -> None:
        super().__init__(tools)
        self._turn: dict[str, int] = {}
        self._shown = ""
        self.listening = Listening(tools)
        self.timeline_pane = TimelinePane(tools, self.listening)
        self.passage_actions = PassageActions(tools, self.timeline_pane, self.listening)
        self.missing_pane = MissingPane(tools.theme)
        self.review_pane = ReviewPane(tools)
        self.review_import = ReviewImport(tools, self)
        waiting = WaitingColumn(tools.theme, self.missing_pane, self.review_pane)
        self.notes_pane = NotesPane(tools)
        self.minutes_pane = MinutesPane(tools)
        self.columns = Columns(
            tools.theme,
            Column(waiting, _("To be seen to"), MISSING, ALL_FOLD_BELOW),
            Column(self.notes_pane, _("Notes"), NOTES, FOLDS_BELOW, is_main=True),
            Column(self.minutes_pane, _("Minutes"), 0, FOLDS_BELOW),
        )
        self._empty = EmptyState(
            tools.theme,
            "file-pen-line",
            _("No session is open"),
            _("Choose a session in Home. Its notes and minutes then stand here."),
            _("Go to Home"),
        )
        self._lay_out()
        self._playing_note = PlayingNote(self.listening, self.notes_pane)
        self._connect()
        self._bind()

    @override
    def let_go(self) -> None:
        self.listening.let_go()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.listening.leave_off()

    @override
    def refresh(self) -> None:
        record = self.workspace.record
        self._stack.setCurrentWidget(self._empty if record is None else self._area)
        if record is None:
            self._shown = ""
            self.listening.show_record(None)
            self.notes_pane.show_record(None, {}, {})
            self.review_pane.show_record(None)
            return
        if record.session.id != self._shown:
            self._shown = record.session.id
            self.notes_pane.show_record(None, {}, {})
        self._show(record)

    @override
    def panes(self) -> tuple[QWidget, ...]:
        return (
            self.timeline_pane,
            self.missing_pane,
            *((self.review_pane,) if self.review_pane.isVisibleTo(self) else ()),
            self.notes_pane,
            self.minutes_pane,
        )

    @override
    def on_entered(self) -> None:
        wanted = self.workspace.take_wanted_note()
        if self.workspace.take_wanted_end():
            self.listening.hear_end()
        if self.workspace.record is None:
            self._empty.button.setFocus()
        elif wanted:
            self.show_note(wanted)
        else:
            self.notes_pane.setFocus()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def show_note(self, key: str) -> None:
        """Choose a note by its GUID, as when one comes from Viden."""
        if self.notes_pane.choose(key):
            self.columns.show_pane(self.notes_pane)
            self.notes_pane.list.setFocus()

    def show_beside(self, key: str) -> None:
        """Choose what a comment concerns, in the notes or on the paper, and leave the focus."""
        if not self.notes_pane.choose(key):
            self.minutes_pane.show_note(key)

    def _show(self, record: SessionRecord) -> None:
        snapshot = self.minutes_pane.show_record(record)
        headings = {item.key: item.heading for item in snapshot.items if item.key}
        self.timeline_pane.show_record(record)
        self.missing_pane.show_missing(missing(record))
        self.review_pane.show_record(record)
        self.notes_pane.show_record(record, note_states(snapshot), headings)
        self._playing_note.show_points(self.timeline_pane.timeline.scene.points)
        self._fit()

    def _lay_out(self) -> None:
        content = QWidget()
        content.setObjectName("canvas")
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.timeline_pane)
        self._column.addWidget(self.columns, 1)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(content)
        self._stack = QStackedLayout()
        self.body.addLayout(self._stack)
        self._stack.addWidget(self._area)
        self._stack.addWidget(self._empty)
        self.theme.changed.connect(self._fit)
        self.remember(self.columns.widths)
        self.columns.widths.changed.connect(self._fit)

    def _fit(self) -> None:
        px = self.theme.px
        self._column.setSpacing(px(10))
        self.timeline_pane.timeline.set_low(low=self.height() < px(LOW_BELOW))
        least = LEAST_HEIGHT if self.review_pane.isHidden() else WITH_COMMENTS
        self.columns.setMinimumHeight(px(least))
        is_tab = self.minutes_pane in self.columns.folded
        width = self.columns.width() if is_tab else self.columns.widths.left_over()
        self.minutes_pane.set_stacked(stacked=width < self.minutes_pane.wide_width())
        self._order_tabs()

    def _order_tabs(self) -> None:
        notes, minutes, review = self.notes_pane, self.minutes_pane, self.review_pane
        pane = self.timeline_pane
        bar, marked = pane.bar, pane.selection_bar
        order = (
            *(bar.play_button, bar.back_button, bar.pre_roll_button, bar.recording_button),
            *(bar.import_button, bar.rate, bar.table_button, pane.timeline, pane.table),
            *(marked.add_button, marked.repeat_button, marked.give_button, marked.speaker_button),
            *(marked.export_button, marked.silence_button, marked.remove_button),
            marked.close_button,
            self.missing_pane.list,
            *(review.list, review.detail, review.editor, review.accept_button),
            *(review.edit_button, review.reject_button, review.place_button),
            *(notes.menu_button, notes.list),
            *(minutes.audience_button, minutes.versions_button, minutes.write_button),
            minutes.view.paper,
        )
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        self._empty.acted.connect(self.commands.action("room.home").trigger)
        self.timeline_pane.note_chosen.connect(self._on_timeline_note_chosen)
        importing = self.commands.action("recording.import")
        self.timeline_pane.bar.import_wanted.connect(importing.trigger)
        self.notes_pane.play_requested.connect(self._on_play_requested)
        self.missing_pane.listen_requested.connect(self._on_listen_requested)
        self.listening.state_changed.connect(self._on_listening_changed)
        self.notes_pane.note_chosen.connect(self._on_notes_note_chosen)
        self.missing_pane.acted.connect(self._on_missing_acted)
        self.minutes_pane.choice_changed.connect(self.refresh)
        self.review_pane.note_chosen.connect(self.show_beside)

    def _bind(self) -> None:
        bind, act = self.commands.bind, self.notes_pane.note_actions
        for number in range(1, 7):
            toggle = partial(act.toggle_potential, number)
            bind(f"note.potential_{number}", partial(self._here, toggle))
        bind("note.clear", lambda: self._here(act.clear_potentials))
        bind("note.park", lambda: self._here(act.park))
        bind("note.edit", lambda: self._here(self.notes_pane.list.edit_current))
        bind("minutes.write", self.minutes_pane.write)
        bind("minutes.send", self.minutes_pane.versions.send)
        bind("minutes.approve", self.minutes_pane.versions.approve)
        bind("minutes.compare", self.minutes_pane.versions.compare)
        bind("review.import", self.review_import.choose_files)
        pane, listening, passages = self.timeline_pane, self.listening, self.passage_actions
        bind("play.toggle", listening.toggle)
        bind("play.toggle_here", listening.toggle)
        bind("play.back", lambda: listening.step(-1))
        bind("play.forward", lambda: listening.step(1))
        bind("play.slower", lambda: listening.change_rate(-1))
        bind("play.faster", lambda: listening.change_rate(1))
        bind("play.skip_silence", listening.toggle_silence)
        bind("passage.from_here", pane.mark_begin)
        bind("passage.to_here", pane.mark_end)
        bind("passage.add", passages.add)
        bind("passage.repeat", passages.repeat)
        bind("timeline.table", pane.toggle_table)
        for part in (pane.timeline, pane.table, self.notes_pane.list, self.missing_pane.list):
            self.commands.reach(part)

    def _here(self, act: Callable[[], object]) -> None:
        # Run has bound the same commands: the room that is shown is the one that is meant.
        if self.isVisible():
            act()

    def _on_timeline_note_chosen(self, key: str) -> None:
        if self.notes_pane.choose(key):
            self.columns.show_pane(self.notes_pane)

    def _on_notes_note_chosen(self, key: str) -> None:
        self.timeline_pane.choose_note(key)
        self.review_pane.choose_for(key)
        record = self.workspace.record
        found = [one for one in record.reflections if one.id == key] if record else []
        self.minutes_pane.show_note(key, (found[0].agenda_item_id or "") if found else "")

    def _on_play_requested(self, key: str) -> None:
        """Hear a note, or pause it when it is the one that plays."""
        if self.listening.player.is_playing and self._playing_note.key == key:
            self.listening.player.pause()
            return
        at_ms = self.timeline_pane.note_ms(key)
        if at_ms is not None:
            self.listening.hear(at_ms)

    def _on_listen_requested(self, one: Missing) -> None:
        if one.keys and self.notes_pane.choose(one.keys[0]):
            self._on_play_requested(one.keys[0])

    def _on_listening_changed(self) -> None:
        ready = self.listening.is_ready
        self.notes_pane.list.notes.set_playable(playable=ready)
        self.missing_pane.set_playable(playable=ready)

    def _on_missing_acted(self, one: Missing) -> None:
        """Go to the first place that something concerns, and at the next click to the next."""
        if one.lack is Lack.RECORDING_CONSENT:
            self.commands.action("room.prepare").trigger()
            return
        turn = self._turn.get(one.keys[0], -1) + 1
        self._turn[one.keys[0]] = turn
        self.show_note(one.keys[turn % len(one.keys)])
        note = self.notes_pane.current_note()
        if one.lack is Lack.MARKER_TEXT:
            self.notes_pane.list.edit_current()
        elif one.lack in (Lack.OWNER, Lack.DUE) and isinstance(note, Outcome):
            ask_due = one.lack is Lack.DUE
            self.notes_pane.note_actions.agree(note, self, ask_due=ask_due)
