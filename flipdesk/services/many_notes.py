"""What is done to several notes at once, as one step."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from flipdesk.domain.capture import NoteKind
from flipdesk.domain.changes import Changes, Step
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.reflection import NEVER_LEAVES_THE_ROOM, Reflection
from flipdesk.domain.vocabulary import ReflectionKind
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.capturing import Capturing, Note
from flipdesk.services.history import counted, step

Tagged = Reflection | Outcome
T = TypeVar("T", Reflection, Reflection | Outcome)


class ManyNotes:
    """All of it or nothing; the label says how many there were."""

    def __init__(self, base: KnowledgeBase, capturing: Capturing) -> None:
        self._base = base
        self._capturing = capturing

    def toggle_potential(self, notes: Sequence[Tagged], slug: str) -> Step:
        """Tag all of them; when all are tagged so already, untag them."""
        lacking = [note for note in notes if slug not in note.potentials]
        capturing = self._capturing
        return self._each(
            lacking or notes,
            lambda note: capturing.toggle_potential(note, slug),
        )

    def clear_potentials(self, notes: Sequence[Tagged]) -> Step:
        """Take away every potential."""
        return self._each(
            [one for one in notes if one.potentials], self._capturing.clear_potentials
        )

    def park(self, notes: Sequence[Tagged]) -> Step:
        """Turn notes into parked topics."""
        return self._each(notes, self._capturing.park)

    def leave_out(self, notes: Sequence[Reflection]) -> Step:
        """Leave reflections out of the minutes; when all of them are, take them in again."""
        shown = [one for one in notes if not one.left_out]
        label = _("leave out of the minutes") if shown else _("take into the minutes")
        changed = self._each(
            shown or notes, lambda note: self._capturing.change(note, left_out=bool(shown))
        )
        return step(counted(label, len(shown or notes)), changed.changes)

    def promote(self, notes: Sequence[Reflection]) -> Step:
        """Make reflections conclusions; when all of them are, make them reflections again.

        Raises:
            KnownError: one of them is a quote or an observation, which must not lose its kind so.
        """
        plain = [one for one in notes if one.kind is not ReflectionKind.CONCLUSION]
        if any(one.kind is ReflectionKind.QUOTE for one in plain):
            raise KnownError(
                _("A quote is somebody's own words. Write the conclusion as a note of its own.")
            )
        if any(one.kind in NEVER_LEAVES_THE_ROOM for one in plain):
            raise KnownError(
                _("An observation stays in the room. Write the conclusion as a note of its own.")
            )
        kind = ReflectionKind.CONCLUSION if plain else ReflectionKind.REFLECTION
        return self.set_kind(plain or notes, kind)

    def set_kind(self, notes: Sequence[Tagged], kind: NoteKind) -> Step:
        """Make notes another kind, as `Capturing.set_kind` does."""
        other = [one for one in notes if one.kind is not kind]
        return self._each(other, lambda note: self._capturing.set_kind(note, kind))

    def delete(self, notes: Sequence[Note]) -> Step:
        """Delete notes."""
        changes = Changes()
        with self._base.atomic():
            for note in dict.fromkeys(notes):
                changes += self._capturing.delete(note).changes
        return step(counted(_("delete note"), len(notes)), changes)

    def _each(self, notes: Sequence[T], change: Callable[[T], Step]) -> Step:
        label, changes = "", Changes()
        with self._base.atomic():
            for note in dict.fromkeys(notes):
                done = change(note)
                label, changes = done.label, changes + done.changes
        return step(counted(label, len(notes)), changes)
