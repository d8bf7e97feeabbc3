"""What has been captured, the newest first: filtered, edited, tagged and deleted in place."""

from datetime import date, timedelta

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from flipdesk.domain.ids import SessionId
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.session_record import SessionRecord
from flipdesk.i18n import _
from flipdesk.ui.commands import Commands
from flipdesk.ui.models.notes_model import NoteFilter, NotesModel
from flipdesk.ui.rooms.run.due_bar import DueBar
from flipdesk.ui.rooms.run.filter_tabs import FilterTabs
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
        self._editor: NoteEditor | None = None
        self._everything = 0
        self._session_id: SessionId | None = None
        self.setObjectName("captured_pane")
        self.model = NotesModel(self)
        self.list = NoteList(theme, self.model)
        self.changes = NoteChanges(workspace, lambda: self.list.chosen, self)
        names = ("filter_all", "filter_outcomes", "filter_markers")
        self.tabs = FilterTabs(theme, names)
        self.marker_button = Button(theme, _("Marker"), icon="bookmark")
        self.marker_button.setObjectName("run_marker")
        self.marker_button.set_small(26)
        self.marker_button.set_key(commands.action("run.marker").shortcut().toString())
        self.empty = EmptyState(theme, "message-square-text", _("Nothing captured yet"))
        self.header_layout.addWidget(self.tabs)
        self.header_layout.addWidget(self.marker_button)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        self.due = DueBar(theme)
        self.body.addWidget(self.due)
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
            self.due.hide()
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

    def _connect(self) -> None:
        wishes = self.list
        wishes.edit_requested.connect(self.edit)
        wishes.delete_requested.connect(self.changes.delete)
        wishes.park_requested.connect(self.changes.park)
        wishes.potential_requested.connect(self.changes.toggle_potential)
        wishes.potentials_cleared.connect(self.changes.clear_potentials)
        wishes.menu_requested.connect(self._on_menu_requested)
        wishes.left.connect(self.left)
        self.changes.edit_requested.connect(self.edit)
        self.changes.due_requested.connect(self._on_due_requested)
        self.due.chosen.connect(self._on_due_chosen)
        self.due.left.connect(self.list.setFocus)
        self.tabs.chosen.connect(self._on_filter_chosen)

    def _on_filter_chosen(self, number: int) -> None:
        self._on_editor_saved()
        self.model.set_filter(_FILTERS[number])
        self._show_empty()

    def _on_menu_requested(self, at: QPoint) -> None:
        note, record = self.list.chosen, self._workspace.record
        if note is None or record is None:
            return
        menu = NoteMenu(self._theme, note, record, self.changes, self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _on_due_requested(self) -> None:
        note = self.list.chosen
        if isinstance(note, Outcome):
            self.due.ask(note, self.changes.today() + timedelta(days=14))

    def _on_due_chosen(self, day: date) -> None:
        note = self.model.note(self.model.index_of(self.due.note.id)) if self.due.note else None
        if note is not None:
            self.changes.change(note, due=day)
        self.list.setFocus()

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
        self.set_note(words.format(count=count) if count else "")

    def _show_empty(self) -> None:
        empty = self.model.rowCount() == 0
        self._stack.setCurrentWidget(self.empty if empty else self.list)
        if not empty:
            return
        filtered = self.tabs.tab(0).isChecked() is False
        if filtered:
            self.empty.say(_("Nothing of this kind yet"), _("Choose All to see every note."))
        else:
            self.empty.say(
                _("Nothing captured yet"),
                _("Write above what is being said, and press Enter. F3 marks a moment."),
            )
