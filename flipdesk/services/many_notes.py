"""What is done to several notes at once, as one step."""

from collections.abc import Callable, Sequence

from flipdesk.domain.changes import Changes, Step
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.reflection import Reflection
from flipdesk.i18n import _, ngettext
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.capturing import Capturing, Note
from flipdesk.services.history import step

Tagged = Reflection | Outcome


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

    def delete(self, notes: Sequence[Note]) -> Step:
        """Delete notes."""
        changes = Changes()
        with self._base.atomic():
            for note in notes:
                changes += self._capturing.delete(note).changes
        return step(self._counted(_("delete note"), len(notes)), changes)

    def _each(self, notes: Sequence[Tagged], change: Callable[[Tagged], Step]) -> Step:
        label, changes = "", Changes()
        with self._base.atomic():
            for note in notes:
                done = change(note)
                label, changes = done.label, changes + done.changes
        return step(self._counted(label, len(notes)), changes)

    @staticmethod
    def _counted(label: str, count: int) -> str:
        if count == 1:
            return label
        words = ngettext("{label}, {n} note", "{label}, {n} notes", count)
        return words.format(label=label, n=count)
