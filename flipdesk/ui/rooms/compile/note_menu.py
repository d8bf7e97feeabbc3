"""The menu of the chosen notes: their potentials, and what else can be done with them."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from flipdesk.domain.capture import NoteKind
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.reflection import Marker, Reflection
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import OutcomeKind, ReflectionKind
from flipdesk.domain.words import word
from flipdesk.i18n import _, ngettext
from flipdesk.services.capturing import Note
from flipdesk.services.merging import Joint
from flipdesk.ui.commands import Commands
from flipdesk.ui.rooms.compile.note_actions import NoteActions, Tagged

_KINDS: tuple[NoteKind, ...] = (
    *(kind for kind in ReflectionKind if kind is not ReflectionKind.CONCLUSION),
    *OutcomeKind,
)


class NoteMenu(QMenu):
    """Filled for the notes that are chosen; what one note alone can do is left out for several."""

    def __init__(self, commands: Commands, actions: NoteActions, parent: QWidget) -> None:
        super().__init__(parent)
        self._commands = commands
        self._owner = parent
        self._actions = actions
        self.setObjectName("note_menu")
        self.setAccessibleName(_("Note"))

    def show_notes(self, notes: Sequence[Note], record: SessionRecord) -> None:
        """Offer what can be done with these notes."""
        self.clear()
        for menu in self.findChildren(QMenu):
            menu.setParent(None)
            menu.deleteLater()
        tagged = tuple(note for note in notes if not isinstance(note, Marker))
        reflections = tuple(note for note in notes if isinstance(note, Reflection))
        if not notes:
            self.addAction(_("Choose a note first")).setEnabled(False)
            return
        if len(notes) > 1:
            words = ngettext("{n} note is chosen", "{n} notes are chosen", len(notes))
            self.addAction(words.format(n=len(notes))).setEnabled(False)
            self.addSeparator()
        if tagged:
            self._add_potentials(tagged, record)
        if len(notes) == 1:
            self._add_command("note.edit")
        if len(notes) == 1 and isinstance(notes[0], Outcome):
            outcome = notes[0]
            agree = partial(self._actions.agree, outcome, self._owner)
            self._add("note_agree", _("Owner, due date and status…"), agree)
        if tagged:
            out = self._add_command("note.leave_out")
            out.setCheckable(True)
            out.setChecked(all(note.left_out for note in tagged))
        if reflections:
            self._add_reflections(reflections, record)
        if tagged:
            self._add_places(tagged, record)
        self.addSeparator()
        words = ngettext("Delete the note", "Delete {n} notes", len(notes))
        self._add("note_delete", words.format(n=len(notes)), self._actions.delete)

    def _add_potentials(self, notes: Sequence[Tagged], record: SessionRecord) -> None:
        for code in record.codebook.potentials:
            toggle = partial(self._actions.toggle_potential, code.number or 0)
            action = self._add(f"note_{code.slug}", f"{code.name}\t{code.number}", toggle)
            action.setCheckable(True)
            action.setChecked(all(code.slug in note.potentials for note in notes))
        clear = self._add(
            "note_no_potential", _("Clear the potentials") + "\t0", self._actions.clear_potentials
        )
        clear.setEnabled(any(note.potentials for note in notes))
        self.addSeparator()

    def _add_reflections(self, notes: Sequence[Reflection], record: SessionRecord) -> None:
        conclusion = self._add_command("note.promote")
        conclusion.setCheckable(True)
        conclusion.setChecked(all(note.kind is ReflectionKind.CONCLUSION for note in notes))
        if len(notes) == 1:
            words = _("Private: not in what participants get")
            private = self._add("note_private", words, self._actions.toggle_private)
            private.setCheckable(True)
            private.setChecked(notes[0].is_private)
        self._add_command("note.park")
        if len(notes) > 1:
            self._add_merging()
        if len(notes) == 1 and any(one.merged_into == notes[0].id for one in record.merged):
            self._add_command("note.unmerge")

    def _add_merging(self) -> None:
        self._add_command("note.merge")
        menu = self.addMenu(_("Merge, joined by"))
        for joint, words in (
            (Joint.SPACE, _("a space")),
            (Joint.LINE, _("a line each")),
            (Joint.SEMICOLON, _("a semicolon")),
        ):
            action = menu.addAction(words, partial(self._actions.merge, joint))
            action.setObjectName(f"note_merge_{joint}")
            action.setCheckable(True)
            action.setChecked(joint is self._actions.joint)

    def _add_places(self, notes: Sequence[Tagged], record: SessionRecord) -> None:
        kinds = self.addMenu(_("Make it"))
        kinds.setObjectName("note_kinds")
        for kind in _KINDS:
            action = kinds.addAction(word(kind), partial(self._actions.set_kind, kind))
            action.setObjectName(f"note_kind_{kind}")
            action.setCheckable(True)
            action.setChecked(all(note.kind is kind for note in notes))
        self._add_command("note.move_up")
        self._add_command("note.move_down")
        items = self.addMenu(_("Move to the agenda item"))
        items.setObjectName("note_items")
        for number, item in enumerate(record.agenda):
            title = item.title.replace("&", "&&")
            action = items.addAction(title, partial(self._actions.move_to_item, item.id))
            action.setObjectName(f"note_item_{number}")
            action.setCheckable(True)
            action.setChecked(all(note.agenda_item_id == item.id for note in notes))

    def _add(self, name: str, words: str, act: Callable[[], object]) -> QAction:
        action = self.addAction(words)
        action.setObjectName(name)
        action.triggered.connect(lambda _checked=False: act())
        return action

    def _add_command(self, command_id: str) -> QAction:
        action = self._commands.action(command_id)
        self.addAction(action)
        return action
