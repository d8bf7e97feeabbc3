"""Bearbejd: timeline, reflections and minutes side by side."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from flipdesk.domain.ids import TranscriptSegmentId
from flipdesk.domain.session_record import SessionRecord
from flipdesk.i18n import _
from flipdesk.services.missing import Missing, in_texts
from flipdesk.ui.models.compile_note_rows import NoteState, note_states
from flipdesk.ui.rooms.compile.clip_listening import ClipListening
from flipdesk.ui.rooms.compile.compile_commands import bind_commands
from flipdesk.ui.rooms.compile.kept_drafts import KeptDrafts
from flipdesk.ui.rooms.compile.listening import Listening
from flipdesk.ui.rooms.compile.minutes_pane import MinutesPane
from flipdesk.ui.rooms.compile.missing_pane import MissingPane
from flipdesk.ui.rooms.compile.notes_pane import NotesPane
from flipdesk.ui.rooms.compile.passage_actions import PassageActions
from flipdesk.ui.rooms.compile.playing_note import PlayingNote
from flipdesk.ui.rooms.compile.review_import import ReviewImport
from flipdesk.ui.rooms.compile.review_pane import ReviewPane
from flipdesk.ui.rooms.compile.solving import Solving
from flipdesk.ui.rooms.compile.spoken_column import TRANSCRIPT, SpokenColumn
from flipdesk.ui.rooms.compile.tab_order import order_tabs
from flipdesk.ui.rooms.compile.timeline_pane import TimelinePane
from flipdesk.ui.rooms.compile.transcript_pane import TranscriptPane
from flipdesk.ui.rooms.compile.unsaved_edits import UnsavedEdits
from flipdesk.ui.rooms.compile.waiting_column import WaitingColumn
from flipdesk.ui.rooms.room import Room, RoomTools
from flipdesk.ui.widgets.columns import Column, Columns
from flipdesk.ui.widgets.empty_state import EmptyState

MISSING, NOTES = 238, 460
FOLDS_BELOW, ALL_FOLD_BELOW = 1040, 640
LOW_BELOW, LEAST_HEIGHT, WITH_COMMENTS = 470, 230, 470
MANY, LATER_MS = 300, 150


class CompileRoom(Room):
    """One note is chosen at a time, in the list, on the timeline and on the paper alike."""

    name = "compile"
    follows = (
        *("session", "series", "participation", "person", "organisation", "agenda_item"),
        *("material", "reflection", "reflection_tag", "outcome", "outcome_tag", "marker"),
        *("recording", "segment", "passage", "turn", "minutes"),
        *("review_comment", "review_change", "transcript", "text_version", "set_aside"),
        "kept_trace",
    )

    def __init__(self, tools: RoomTools) -> None:
        super().__init__(tools)
        self._shown = ""
        self._drawn: tuple[dict[str, NoteState], dict[str, str]] = ({}, {})
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._show_all)
        self.listening = Listening(tools)
        self.timeline_pane = TimelinePane(tools, self.listening)
        self.passage_actions = PassageActions(tools, self.timeline_pane, self.listening)
        self.missing_pane = MissingPane(tools.theme)
        drafts = KeptDrafts(tools.workspace)
        self.review_pane = ReviewPane(tools, drafts)
        self.review_import = ReviewImport(tools, self)
        waiting = WaitingColumn(tools.theme, self.missing_pane, self.review_pane)
        self.notes_pane = NotesPane(tools, drafts)
        self.transcript_pane = TranscriptPane(tools, self.listening, drafts)
        self.spoken = SpokenColumn(tools.theme, self.notes_pane, self.transcript_pane)
        self.minutes_pane = MinutesPane(tools)
        self.columns = Columns(
            tools.theme,
            Column(waiting, _("To be seen to"), MISSING, ALL_FOLD_BELOW),
            Column(self.spoken, _("Notes"), NOTES, FOLDS_BELOW, is_main=True),
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
        self.clips = ClipListening(tools, self.listening, self.notes_pane, self._playing_note)
        panes = (self.notes_pane, self.transcript_pane, self.review_pane)
        unsaved = UnsavedEdits(tools.workspace, *panes, self._show_notes, self._show_transcript)
        self.solving = Solving(tools, self.missing_pane, self.notes_pane, unsaved, self.show_note)
        drafts.changed.connect(self.solving.show_again)
        self._connect()
        bind_commands(self)

    @override
    def let_go(self) -> None:
        self.listening.let_go()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.listening.leave_off()
            self.clips.leave_off()

    @override
    def refresh(self) -> None:
        record = self.workspace.record
        self._stack.setCurrentWidget(self._empty if record is None else self._area)
        if record is None:
            self._shown = ""
            self.listening.show_record(None)
            self.notes_pane.show_record(None, {}, {})
            self.spoken.show_record(None)
            self.review_pane.show_record(None)
            return
        if record.session.id != self._shown:
            self._shown = record.session.id
            self.notes_pane.show_record(None, {}, {})
        elif len(record.reflections) + len(record.outcomes) > MANY and self.isVisible():
            # The row that was changed is painted first; whatever is drawn from all of them follows.
            self.notes_pane.show_record(record, *self._drawn)
            self._later.start(LATER_MS)
            return
        self._show(record)

    @override
    def panes(self) -> tuple[QWidget, ...]:
        return (
            self.timeline_pane,
            self.missing_pane,
            *((self.review_pane,) if self.review_pane.isVisibleTo(self) else ()),
            self.spoken.shown,
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
            self.spoken.shown.setFocus()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def show_note(self, key: str) -> None:
        """Choose a note by its GUID, as when one comes from Viden."""
        if self.notes_pane.choose(key):
            self._show_notes()
            self.notes_pane.list.setFocus()
            return
        segment = self.workspace.desk.base.transcript_segments.get(TranscriptSegmentId(key))
        if segment is not None:
            self.spoken.show_segment(segment)

    def show_beside(self, key: str) -> None:
        """Choose what a comment concerns, in the notes or on the paper, and leave the focus."""
        if not self.notes_pane.choose(key):
            self.minutes_pane.show_note(key)

    def _show_all(self) -> None:
        record = self.workspace.record
        if record is not None and record.session.id == self._shown:
            self._show(record)

    def _show(self, record: SessionRecord) -> None:
        self._later.stop()
        snapshot = self.minutes_pane.show_record(record)
        headings = {item.key: item.heading for item in snapshot.items if item.key}
        self._drawn = (note_states(snapshot), headings)
        self.timeline_pane.show_record(record)
        self.clips.show_record(record)
        self.solving.show_record(record)
        self.review_pane.show_record(record)
        self.notes_pane.show_record(record, *self._drawn)
        self._playing_note.show_points(self.timeline_pane.timeline.scene.points)
        self.spoken.show_record(record)
        self._fit()

    def _on_gate_looked(self) -> None:
        self.solving.show_texts(in_texts(self.minutes_pane.gate.concerns))

    def _on_minutes_told(self) -> None:
        self.columns.show_pane(self.minutes_pane)
        order_tabs(self)

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
        order_tabs(self)

    def _show_notes(self) -> None:
        self.spoken.show_notes()
        self.columns.show_pane(self.spoken)

    def _show_transcript(self) -> None:
        self.spoken.show_page(TRANSCRIPT)
        self.columns.show_pane(self.spoken)

    def edit_current(self) -> None:
        spoken = self.transcript_pane if self.spoken.shows_transcript else self.notes_pane
        spoken.list.edit_current()

    @override
    def look_for(self) -> bool:
        if self.spoken.shows_transcript:
            self.columns.show_pane(self.spoken)
            self.transcript_pane.find_bar.open_bar()
        return self.spoken.shows_transcript

    def _connect(self) -> None:
        spoken, timeline = self.transcript_pane, self.timeline_pane.timeline
        spoken.shown_changed.connect(lambda: timeline.set_spoken(spoken.stretches))
        self.workspace.reveal_wanted.connect(self.spoken.reveal)
        self._empty.acted.connect(self.commands.action("room.home").trigger)
        self.timeline_pane.note_chosen.connect(self._on_timeline_note_chosen)
        importing = self.commands.action("recording.import")
        self.timeline_pane.bar.import_wanted.connect(importing.trigger)
        self.notes_pane.play_requested.connect(self._on_play_requested)
        self.missing_pane.listen_requested.connect(self._on_listen_requested)
        self.missing_pane.write_requested.connect(self.minutes_pane.write)
        self.listening.state_changed.connect(self._on_listening_changed)
        self.notes_pane.note_chosen.connect(self._on_notes_note_chosen)
        self.minutes_pane.choice_changed.connect(self.refresh)
        self.review_pane.note_chosen.connect(self.show_beside)
        self.minutes_pane.gate.looked.connect(self._on_gate_looked)
        self.minutes_pane.told.connect(self._on_minutes_told)
        self.solving.texts_wanted.connect(self.minutes_pane.gate.open)
        self.minutes_pane.gate.page.note_wanted.connect(self.show_note)

    def _on_timeline_note_chosen(self, key: str) -> None:
        if self.notes_pane.choose(key):
            self._show_notes()

    def _on_notes_note_chosen(self, key: str) -> None:
        self.timeline_pane.choose_note(key)
        self.review_pane.choose_for(key)
        record = self.workspace.record
        found = [one for one in record.reflections if one.id == key] if record else []
        self.minutes_pane.show_note(key, (found[0].agenda_item_id or "") if found else "")

    def _on_play_requested(self, key: str) -> None:
        """Hear a note, or pause it when it is the one that plays."""
        if self.clips.toggle(key):
            return
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
