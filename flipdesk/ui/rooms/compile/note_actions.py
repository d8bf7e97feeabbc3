"""What can be done with the chosen notes in Bearbejd, each a step that can be undone."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from flipdesk.domain.capture import NoteKind
from flipdesk.domain.changes import Step
from flipdesk.domain.ids import AgendaItemId
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.reflection import Marker, Reflection
from flipdesk.i18n import _, ngettext
from flipdesk.services.capturing import Note
from flipdesk.services.merging import Joint
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.workspace import Workspace

Tagged = Reflection | Outcome


class NoteActions:
    """Acts on the notes that `chosen` returns, in their order; nothing happens without any."""

    def __init__(
        self, theme: Theme, workspace: Workspace, chosen: Callable[[], Sequence[Note]]
    ) -> None:
        self._theme = theme
        self._workspace = workspace
        self._chosen = chosen
        self.joint = Joint.SPACE

    @property
    def tagged(self) -> tuple[Tagged, ...]:
        """The chosen notes that carry tags: all but markers."""
        return tuple(one for one in self._chosen() if not isinstance(one, Marker))

    @property
    def reflections(self) -> tuple[Reflection, ...]:
        return tuple(one for one in self._chosen() if isinstance(one, Reflection))

    def toggle_potential(self, number: int) -> None:
        """Tag with the potential of that number, or take the tag away."""
        notes, record = self.tagged, self._workspace.record
        codes = record.codebook.potentials if record is not None else ()
        code = next((one for one in codes if one.number == number), None)
        if code is not None and notes:
            slug, many = code.slug, self._workspace.desk.many_notes
            self._workspace.perform(lambda: many.toggle_potential(notes, slug))

    def clear_potentials(self) -> None:
        notes, many = self.tagged, self._workspace.desk.many_notes
        if any(note.potentials for note in notes):
            self._workspace.perform(lambda: many.clear_potentials(notes))

    def toggle_private(self) -> None:
        """Keep a reflection out of what leaves the group, or let it in again."""
        notes = self.reflections
        if len(notes) == 1:
            self._change(notes[0], is_private=not notes[0].is_private)

    def toggle_left_out(self) -> None:
        """Leave notes out of the minutes, or take them in again."""
        notes, many = self.tagged, self._workspace.desk.many_notes
        if notes:
            self._workspace.perform(lambda: many.leave_out(notes))

    def promote(self) -> None:
        """Make reflections conclusions, or reflections again."""
        notes, many = self.reflections, self._workspace.desk.many_notes
        if notes:
            self._workspace.perform(lambda: many.promote(notes))

    def set_kind(self, kind: NoteKind) -> None:
        """Make the chosen notes another kind."""
        notes, many = self.tagged, self._workspace.desk.many_notes
        self._workspace.perform(lambda: many.set_kind(notes, kind))

    def merge(self, joint: Joint | None = None) -> None:
        """Make one of the chosen reflections, joined as last time unless it is said how."""
        self.joint = joint or self.joint
        notes, merging = self.reflections, self._workspace.desk.merging
        if len(self.tagged) > len(notes):
            self._workspace.problem.emit(
                _("Only reflections become one. What was agreed stays apart, with its owner.")
            )
        elif notes:
            words = _("{n} notes are one").format(n=len(notes))
            if self._workspace.perform(lambda: merging.merge(notes, self.joint), notice=words):
                self._reveal_newest()

    def unmerge(self) -> None:
        """Bring back what the chosen note was merged of."""
        notes, merging = self.reflections, self._workspace.desk.merging
        if len(notes) == 1 and self._workspace.perform(lambda: merging.unmerge(notes[0])):
            self._reveal_newest()

    def split(self, note: Tagged, at: int, text: str) -> bool:
        """Make two notes of one; False when that was refused."""
        merging = self._workspace.desk.merging
        return self._workspace.perform(lambda: merging.split(note, at, text))

    def move(self, by: int) -> None:
        """Move the chosen notes one place up, -1, or down, 1."""
        notes, order = self.tagged, self._workspace.desk.note_order
        if notes:
            move: Callable[[Sequence[Tagged]], Step] = order.move_up if by < 0 else order.move_down
            self._workspace.perform(lambda: move(notes))

    def move_to_item(self, item_id: AgendaItemId) -> None:
        """Let the chosen notes stand under an agenda item."""
        notes, order = self.tagged, self._workspace.desk.note_order
        if notes:
            self._workspace.perform(lambda: order.move_to_item(notes, item_id))

    def move_before(self, item_id: AgendaItemId | None, before: str | None) -> None:
        """Let the chosen notes stand before a note of an agenda item, or last."""
        notes, order = self.tagged, self._workspace.desk.note_order
        if notes:
            self._workspace.perform(lambda: order.move_before(notes, item_id, before))

    def park(self) -> None:
        """Turn reflections into parked topics."""
        notes, many = self.reflections, self._workspace.desk.many_notes
        if notes:
            words = ngettext("{n} note is parked", "{n} notes are parked", len(notes))
            words = words if len(notes) > 1 else _("The note is parked")
            said = words.format(n=len(notes))
            self._workspace.perform(lambda: many.park(notes), notice=said)

    def delete(self) -> None:
        notes, many = tuple(self._chosen()), self._workspace.desk.many_notes
        if notes:
            words = ngettext("{n} note is deleted", "{n} notes are deleted", len(notes))
            words = words if len(notes) > 1 else _("The note is deleted")
            said = words.format(n=len(notes))
            self._workspace.perform(lambda: many.delete(notes), notice=said)

    def rewrite(self, note: Note, text: str) -> bool:
        """Give a note other words; a marker may lose its words, a note may not.

        False when they could not be stored.
        """
        if isinstance(note, Marker):
            return text == note.label or self._change(note, label=text)
        return text in ("", note.text) or self._change(note, text=text)

    def agree(self, outcome: Outcome, parent: QWidget, *, ask_due: bool = False) -> None:
        """Ask who does something, until when, and how it stands."""
        from flipdesk.ui.dialogs.outcome_dialog import OutcomeDialog

        record = self._workspace.record
        if record is not None:
            workspace = self._workspace
            dialog = OutcomeDialog(self._theme, workspace, record, outcome, parent, ask_due=ask_due)
            dialog.open()

    def _reveal_newest(self) -> None:
        """Choose the first of the notes that the newest step was about."""
        newest = self._workspace.desk.history.newest
        ids = newest.changes.ids("reflection") if newest is not None else ()
        if ids:
            self._workspace.reveal_wanted.emit("reflection", ids[0])

    def _change(self, note: Note, **fields: object) -> bool:
        capturing = self._workspace.desk.capturing
        return self._workspace.perform(lambda: capturing.change(note, **fields))
