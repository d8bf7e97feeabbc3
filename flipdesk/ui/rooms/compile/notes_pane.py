"""The pane "Noter": what was said, by agenda item, to be tagged, rewritten and sorted out."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QStackedLayout

from flipdesk.domain.ids import AgendaItemId, ReflectionId
from flipdesk.domain.session_record import SessionRecord
from flipdesk.i18n import _
from flipdesk.services.capturing import Note
from flipdesk.ui.models.compile_note_rows import NoteState
from flipdesk.ui.rooms.compile.kept_drafts import KeptDrafts
from flipdesk.ui.rooms.compile.note_actions import NoteActions
from flipdesk.ui.rooms.compile.note_list import NoteList
from flipdesk.ui.rooms.compile.note_menu import NoteMenu
from flipdesk.ui.rooms.compile.rewriting import Rewriting
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.empty_state import EmptyState
from flipdesk.ui.widgets.pane import Pane


class NotesPane(Pane):
    """The header names the agenda item that one looks at; its button opens the note's menu."""

    note_chosen = Signal(str)
    play_requested = Signal(str)

    def __init__(self, tools: RoomTools, drafts: KeptDrafts) -> None:
        super().__init__(tools.theme, _("Notes"))
        self.setObjectName("notes_pane")
        self._tools = tools
        self._record: SessionRecord | None = None
        self.list = NoteList(tools.theme)
        self.note_actions = NoteActions(tools.theme, tools.workspace, lambda: self.list.chosen)
        self.rewriting = Rewriting(tools.workspace, drafts, self.list, self.note_actions)
        self._menu = NoteMenu(tools.commands, self.note_actions, self)
        self.menu_button = Button(tools.theme, _("Tag with 1–6"), kind="quiet")
        self.menu_button.setObjectName("notes_menu_button")
        self.menu_button.set_small(26, normal_weight=True)
        self.menu_button.set_trailing_icon("chevron-down")
        self.header_layout.addWidget(self.menu_button)
        self._empty = EmptyState(
            tools.theme,
            "message-square-text",
            _("No notes yet"),
            _("What is written in Run during the session stands here afterwards."),
            _("Go to Run"),
        )
        self._stack = QStackedLayout()
        self.body.addLayout(self._stack)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        self.lead_focus_to(self.list)
        self._connect()

    def show_record(
        self,
        record: SessionRecord | None,
        states: Mapping[str, NoteState],
        headings: Mapping[str, str],
    ) -> None:
        """Show the notes of a session with their state in the minutes."""
        self._record = record
        self.list.notes.show_record(record, states, headings)
        first = self.list.notes.first_note()
        self._stack.setCurrentWidget(self.list if first.isValid() else self._empty)
        self.menu_button.setVisible(first.isValid())
        if not self.list.currentIndex().isValid() and first.isValid():
            self.list.setCurrentIndex(first)
        self._name_group()

    def current_note(self) -> Note | None:
        """Return the note that is chosen."""
        return self.list.notes.note(self.list.currentIndex())

    def choose(self, key: str) -> bool:
        """Choose a note by its GUID, or the one it was merged into; False when it is not here."""
        merged = {one.id: one.merged_into for one in self._record.merged} if self._record else {}
        while key in merged:
            key = merged[ReflectionId(key)] or ""
        return self.list.choose(key)

    def move_chosen(self, by: int) -> None:
        """Move the chosen notes one place up, -1, or down, 1, unless one is being written."""
        if self.list.delegate.editor is None:
            self.note_actions.move(by)
            self.list.scrollTo(self.list.currentIndex())

    def _connect(self) -> None:
        actions, view = self.note_actions, self.list
        self._tools.workspace.reveal_wanted.connect(lambda _table, key: self.choose(key))
        view.note_chosen.connect(self.note_chosen)
        view.note_chosen.connect(self._name_group)
        view.play_requested.connect(self.play_requested)
        view.potential_typed.connect(actions.toggle_potential)
        view.potentials_cleared.connect(actions.clear_potentials)
        view.delete_requested.connect(actions.delete)
        view.drop_requested.connect(self._on_drop_requested)
        view.choice_changed.connect(self._name_group)
        view.verticalScrollBar().valueChanged.connect(self._name_group)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._on_context_menu_requested)
        self.menu_button.clicked.connect(self._on_menu_button_clicked)
        go = self._tools.commands.action("room.run")
        self._empty.acted.connect(go.trigger)

    def _on_drop_requested(self, row: int, gap: int) -> None:
        """Let what is chosen stand before the row that comes after the gap, or last above it."""
        notes = self.list.notes
        if notes.note(notes.index(row)) not in self.list.chosen:
            self.list.setCurrentIndex(notes.index(row))
        # What is dropped on a heading comes last under the one above, but for the first of all.
        item = notes.group_key(max(0, gap - 1))
        before = notes.note(notes.index(gap))
        if item is not None:
            item_id = AgendaItemId(item) if item else None
            self.note_actions.move_before(item_id, before.id if before else None)

    def _on_menu_button_clicked(self) -> None:
        corner = self.menu_button.rect().bottomLeft()
        self._open_menu(self.menu_button.mapToGlobal(corner))

    def _on_context_menu_requested(self, at: QPoint) -> None:
        self._open_menu(self.list.viewport().mapToGlobal(at))

    def _open_menu(self, at: QPoint) -> None:
        if self._record is not None:
            self._menu.show_notes(self.list.chosen, self._record)
            note = self.current_note()
            if note is not None and self.list.notes.has_clip(note.id):
                hear = partial(self.play_requested.emit, note.id)
                self._menu.addAction(_("Hear the place in the clip"), hear)
            self._menu.popup(at)

    def _name_group(self, _what: object = None) -> None:
        view = self.list
        named = view.currentIndex()
        if not view.viewport().rect().intersects(view.visualRect(named)):
            named = view.indexAt(QPoint(1, self._tools.theme.px(12)))
        group = view.notes.group(named.row()) if named.isValid() else None
        count = len(view.selectionModel().selectedIndexes())
        if count > 1:
            self.set_note(_("{n} chosen").format(n=count))
        else:
            self.set_note(f"{group.title} · {group.count}" if group else "")
