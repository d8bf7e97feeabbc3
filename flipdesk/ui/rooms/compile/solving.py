"""Seeing to what is missing: going where it is, and doing what solves it there."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Signal

from flipdesk.domain.consent_matrix import Matter
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import Answer
from flipdesk.services.missing import Lack, Missing, missing, set_asides
from flipdesk.ui.rooms.compile.missing_menu import MissingMenu
from flipdesk.ui.rooms.compile.missing_pane import MissingPane
from flipdesk.ui.rooms.compile.missing_rows import missing_row
from flipdesk.ui.rooms.compile.notes_pane import NotesPane
from flipdesk.ui.rooms.compile.reason_dialog import ReasonDialog
from flipdesk.ui.rooms.compile.unsaved_edits import UnsavedEdits
from flipdesk.ui.rooms.room import RoomTools

_TALKED_OVER = (Lack.QUOTE_CONSENT, Lack.NAME_CONSENT, Lack.RECORDING_CONSENT)
"""What is solved by what somebody says: the answers are offered at the row."""


_IN_TEXTS = (Lack.NAME_IN_TEXT, Lack.NUMBER_IN_TEXT)


class Solving(QObject):
    """`go` shows a note by its GUID."""

    texts_wanted = Signal()
    """What stands in the texts is to be decided about, where the minutes are."""

    def __init__(
        self,
        tools: RoomTools,
        pane: MissingPane,
        notes: NotesPane,
        unsaved: UnsavedEdits,
        go: Callable[[str], object],
    ) -> None:
        super().__init__(pane)
        self._workspace = tools.workspace
        self._theme = tools.theme
        self._commands = tools.commands
        self._pane = pane
        self._notes = notes
        self._unsaved = unsaved
        self._go = go
        self._turn: dict[str, int] = {}
        self._in_texts: tuple[Missing, ...] = ()
        self._menu = MissingMenu(pane)
        self._menu.gone_to.connect(self._on_menu_gone_to)
        self._menu.answered.connect(self._on_menu_answered)
        self._menu.asked_in_prepare.connect(lambda: self._commands.action("room.prepare").trigger())
        self._menu.set_aside.connect(self._on_menu_set_aside)
        self._menu.own_reason_wanted.connect(self._on_menu_own_reason_wanted)
        pane.acted.connect(self._on_pane_acted)
        pane.menu_requested.connect(self._open_menu)
        pane.brought_back.connect(self._on_pane_brought_back)

    def show_record(self, record: SessionRecord) -> None:
        """Show what is missing in a session."""
        every = (*missing(record, self._unsaved.left(record)), *self._in_texts)
        self._pane.show_missing(record.session.id, every, set_asides(record))

    def show_texts(self, in_texts: tuple[Missing, ...]) -> None:
        """Show what the texts themselves leave open."""
        self._in_texts = in_texts
        self.show_again()

    def show_again(self) -> None:
        """Show what is missing by now in the session that is open."""
        if self._workspace.record is not None:
            self.show_record(self._workspace.record)

    def offer_setting_aside(self) -> None:
        """Ask why the chosen row may stay as it is."""
        one = self._pane.chosen
        if one is not None:
            self._open_menu(one, self._pane.row_corner(one))

    def _on_pane_acted(self, one: Missing) -> None:
        """Go to the first place that something concerns, and at the next time to the next."""
        if one.lack in _IN_TEXTS:
            self.texts_wanted.emit()
        elif one.lack is Lack.DRAFT:
            self._unsaved.go_on()
        elif one.lack is not Lack.RECORDING_CONSENT:
            self._show_next(one)
        if one.lack in _TALKED_OVER:
            self._open_menu(one, self._pane.row_corner(one))

    def _on_menu_gone_to(self, one: Missing) -> None:
        if one.lack is Lack.DRAFT:
            self._unsaved.go_on()
        else:
            self._show_next(one)

    def _show_next(self, one: Missing) -> None:
        turn = self._turn.get(one.keys[0], -1) + 1
        self._turn[one.keys[0]] = turn
        self._go(one.keys[turn % len(one.keys)])
        note = self._notes.current_note()
        if one.lack is Lack.MARKER_TEXT:
            self._notes.list.edit_current()
        elif one.lack in (Lack.OWNER, Lack.DUE) and isinstance(note, Outcome):
            ask_due = one.lack is Lack.DUE
            self._notes.note_actions.agree(note, self._notes, ask_due=ask_due)

    def _open_menu(self, one: Missing, at: QPoint) -> None:
        if one.lack in _IN_TEXTS:
            self.texts_wanted.emit()
            return
        self._menu.show_missing(one, missing_row(one).action)
        self._menu.popup(at)

    def _on_menu_answered(self, one: Missing, matter: str, answer: str) -> None:
        people, consents = [person.id for person in one.people], self._workspace.desk.consents
        self._workspace.perform(lambda: consents.answer(people, Matter(matter), Answer(answer)))

    def _on_menu_set_aside(self, one: Missing, reason: str) -> None:
        session_id, aside = self._workspace.session_id, self._workspace.desk.setting_aside
        if session_id is not None:
            self._workspace.perform(lambda: aside.set_aside(session_id, one.lack, one.keys, reason))

    def _on_menu_own_reason_wanted(self, one: Missing) -> None:
        def give(reason: str) -> None:
            self._on_menu_set_aside(one, reason)

        ReasonDialog(self._theme, missing_row(one).title, give, self._pane.window()).open()

    def _on_pane_brought_back(self, one: Missing) -> None:
        session_id, aside = self._workspace.session_id, self._workspace.desk.setting_aside
        if session_id is not None:
            self._workspace.perform(lambda: aside.bring_back(session_id, one.lack, one.keys))
