"""What has been captured, the newest first: filtered, edited, tagged and deleted in place."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget
from typing_extensions import override

from flipdesk.domain.ids import SessionId
from flipdesk.domain.moment_text import moment_between
from flipdesk.domain.session_record import SessionRecord
from flipdesk.i18n import _
from flipdesk.services.missing import Lack, missing
from flipdesk.ui.commands import Commands
from flipdesk.ui.models.notes_model import NoteFilter, NotesModel
from flipdesk.ui.rooms.run.ask_bar import AskBar
from flipdesk.ui.rooms.run.filter_tabs import FilterTabs
from flipdesk.ui.rooms.run.find_bar import FindBar
from flipdesk.ui.rooms.run.many_menu import ManyMenu
from flipdesk.ui.rooms.run.note_asks import NoteAsks
from flipdesk.ui.rooms.run.note_changes import NoteChanges
from flipdesk.ui.rooms.run.note_editor import NoteEditor
from flipdesk.ui.rooms.run.note_list import NoteList
from flipdesk.ui.rooms.run.note_menu import NoteMenu
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.empty_state import EmptyState
from flipdesk.ui.widgets.pane import Pane
from flipdesk.ui.workspace import Workspace

ROOMY_FROM = 480
_FILTERS = (NoteFilter.ALL, NoteFilter.OUTCOMES, NoteFilter.MARKERS)


class CapturedPane(Pane):
    """Owns the model and what the list's wishes lead to; `left` means back to the capture bar."""

    left = Signal()

    def __init__(
        self, theme: Theme, workspace: Workspace, commands: Commands, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, _("Captured"), parent=parent)
        self._theme = theme
        self._workspace = workspace
        self._commands = commands
        self._editor: NoteEditor | None = None
        self._everything = 0
        self._session_id: SessionId | None = None
        self.setObjectName("captured_pane")
        self.model = NotesModel(self)
        self.list = NoteList(theme, self.model)
        self.changes = NoteChanges(workspace, lambda: self.list.all_chosen, self)
        names = ("filter_all", "filter_outcomes", "filter_markers")
        self.tabs = FilterTabs(theme, names)
        self.marker_button = Button(theme, _("Marker"), icon="bookmark")
        self.marker_button.setObjectName("run_marker")
        self.marker_button.set_small(26)
        marker = self.marker_button
        commands.follow(marker, lambda: marker.set_key(commands.keys("run.marker")))
        self.empty = EmptyState(theme, "message-square-text", _("Nothing captured yet"))
        self.header_layout.addWidget(self.tabs)
        self.header_layout.addWidget(self.marker_button)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        self.find_bar = FindBar(theme)
        self.ask_bar = AskBar(theme)
        self.asks = NoteAsks(workspace, self.changes, self.ask_bar, self)
        self.body.addWidget(self.find_bar)
        self.body.addWidget(self.ask_bar)
        self.body.addWidget(self._stack)
        self._connect()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_note()

    @property
    def editor(self) -> NoteEditor | None:
        """The editor that is open, if any."""
        return self._editor

    def show_record(self, record: SessionRecord | None) -> None:
        """Show what is stored now; the chosen note and an open editor stay."""
        session_id = record.session.id if record is not None else None
        if session_id != self._session_id:
            self._session_id = session_id
            self.save_editor()
            self.ask_bar.hide()
            self.find_bar.close_bar()
        if record is not None:
            self.find_bar.show_record(record)
        self.model.show_record(record)
        self._close_orphan()
        if record is None:
            self._show_counts(0, 0, 0)
            return
        outcomes, markers = len(record.outcomes), len(record.markers)
        self._show_counts(len(record.reflections) + outcomes + markers, outcomes, markers)

    def edit(self) -> None:
        """Open the chosen note for editing in its place."""
        note, record = self.list.chosen, self._workspace.record
        if note is None or record is None or self._editor is not None:
            return
        editor = NoteEditor(self._theme, note, record, self.changes.dates())
        editor.resize(self.list.viewport().width(), editor.height())
        self._editor = editor
        editor.saved.connect(self._on_editor_saved)
        editor.left.connect(self._close_editor)
        editor.height_changed.connect(lambda: self.list.fit_editor(editor))
        self.list.open_editor(editor, note.id)
        editor.setFocus()

    def ask_for_due_dates(self) -> None:
        """Show the outcomes and ask when the first live promise without a date is due."""
        record = self._workspace.record
        lacking = [one for one in missing(record) if one.lack is Lack.DUE] if record else []
        if not lacking:
            return
        self.tabs.tab(1).click()
        self.list.choose(lacking[0].keys[0])
        self._on_due_requested()

    def _connect(self) -> None:
        wishes = self.list
        wishes.edit_requested.connect(self.edit)
        wishes.delete_requested.connect(self.changes.delete)
        wishes.park_requested.connect(self.changes.park)
        wishes.potential_requested.connect(self.changes.toggle_potential)
        wishes.potentials_cleared.connect(self.changes.clear_potentials)
        wishes.due_requested.connect(self._on_due_requested)
        wishes.voice_requested.connect(self._on_voice_requested)
        wishes.moment_requested.connect(self._on_moment_requested)
        wishes.shift_requested.connect(self._on_shift_requested)
        wishes.drop_requested.connect(self._on_drop_requested)
        wishes.menu_requested.connect(self._on_menu_requested)
        wishes.left.connect(self.left)
        self.changes.edit_requested.connect(self.edit)
        self.changes.due_requested.connect(self._on_due_requested)
        self.changes.moment_requested.connect(self._on_moment_requested)
        self.changes.shift_requested.connect(self._on_shift_requested)
        self.asks.answered.connect(self._on_answered)
        self.find_bar.changed.connect(self._on_search_changed)
        self.find_bar.closed.connect(self.list.setFocus)
        self.tabs.chosen.connect(self._on_filter_chosen)
        self._workspace.reveal_wanted.connect(self._on_workspace_reveal_wanted)

    def _on_workspace_reveal_wanted(self, _table: str, note_id: str) -> None:
        # What was undone for several notes leaves them chosen together.
        if self._editor is None and note_id not in {one.id for one in self.list.all_chosen}:
            self.list.choose(note_id)

    def _on_filter_chosen(self, number: int) -> None:
        self._on_editor_saved()
        self.model.set_filter(_FILTERS[number])
        self._show_empty()

    def _on_menu_requested(self, at: QPoint) -> None:
        note, record = self.list.chosen, self._workspace.record
        if note is None or record is None:
            return
        menu: QMenu = (
            ManyMenu(self._theme, record, self.changes, self)
            if len(self.list.all_chosen) > 1
            else NoteMenu(self._theme, note, record, self.changes, self)
        )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _on_due_requested(self) -> None:
        note = self.list.chosen
        if note is not None:
            self.asks.ask_due(note)

    def _on_voice_requested(self) -> None:
        note = self.list.chosen
        if note is not None:
            self.asks.ask_voice(note)

    def _on_moment_requested(self) -> None:
        note = self.list.chosen
        if note is not None:
            self.asks.ask_moment(note, self.model.moment(self.list.currentIndex().row()))

    def _on_answered(self, note_id: str) -> None:
        self.list.choose(note_id)
        self.list.setFocus()

    def _on_shift_requested(self, by: int) -> None:
        """Take the chosen note past its neighbour: up is later, for the newest stands first."""
        row = self.list.currentIndex().row()
        if 0 <= row + by < self.model.rowCount():
            self._put(row, row + by if by < 0 else row + by + 1, late=by > 0)

    def _on_drop_requested(self, row: int, gap: int) -> None:
        self._put(row, gap)

    def _put(self, row: int, gap: int, *, late: bool = False) -> None:
        note, moment = self.model.note(self.model.index(row)), self.model.moment(row)
        after = moment_between(self.model.moment(gap - 1), self.model.moment(gap), late=late)
        if note is not None and after is not None:
            self.changes.move(note, moment, after)
            self.list.choose(note.id)

    def _on_search_changed(self) -> None:
        self._on_editor_saved()
        self.model.set_search(self.find_bar.search)
        self._show_note()
        self._show_empty()

    def _on_editor_saved(self) -> None:
        if self.save_editor():
            self._close_editor()

    def save_editor(self) -> bool:
        """Store what the open editor says; False when that was refused."""
        editor = self._editor
        if editor is None or not editor.is_changed:
            return True
        # The note may have been tagged from elsewhere since it was opened.
        note = self.model.note(self.model.index_of(editor.note.id)) or editor.note
        return self.changes.rewrite(note, editor.result)

    def _close_editor(self) -> None:
        if self._editor is not None:
            self._editor = None
            self.list.close_editor()
            self.list.setFocus()

    def _close_orphan(self) -> None:
        """Close the editor when its note was changed or deleted from elsewhere."""
        if self._editor is not None and not self.model.index_of(self._editor.note.id).isValid():
            self._editor = None
            self.list.close_editor()

    def _show_counts(self, everything: int, outcomes: int, markers: int) -> None:
        self._everything = everything
        self._show_note()
        self.tabs.tab(0).say(_("All"))
        self.tabs.tab(1).say(_("Outcomes {count}").format(count=outcomes))
        self.tabs.tab(2).say(_("Markers {count}").format(count=markers))
        self._show_empty()

    def _show_note(self) -> None:
        count = self._everything
        roomy = self.width() >= self._theme.px(ROOMY_FROM)
        words = _("{count} · all is saved") if roomy else "{count}"
        if self.find_bar.search:
            words = _("{shown} of {count}")
        shown = self.model.rowCount()
        self.set_note(words.format(count=count, shown=shown) if count else "")

    def _show_empty(self) -> None:
        empty = self.model.rowCount() == 0
        self._stack.setCurrentWidget(self.empty if empty else self.list)
        if not empty:
            return
        filtered = self.tabs.tab(0).isChecked() is False
        if self.find_bar.search:
            self.empty.say(_("No note is like that"), _("Esc in the search shows every note."))
        elif filtered:
            self.empty.say(_("Nothing of this kind yet"), _("Choose All to see every note."))
        else:
            self.empty.say(
                _("Nothing captured yet"),
                _("Write above what is being said, and press Enter. {keys} marks a moment.").format(
                    keys=self._commands.keys("run.marker")
                ),
            )
