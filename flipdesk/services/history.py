"""Undo and redo: one mechanism for everything, made of changes as values."""

from flipdesk.domain.changes import Changes, Step
from flipdesk.errors import BugError
from flipdesk.i18n import ngettext
from flipdesk.knowledge.knowledge_base import KnowledgeBase


class History:
    """The steps that can be undone and redone, the newest last."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base
        self._done: list[Step] = []
        self._undone: list[Step] = []

    @property
    def newest(self) -> Step | None:
        """The step that undo would take back."""
        return self._done[-1] if self._done else None

    @property
    def undo_label(self) -> str | None:
        """What undo would take back, None when there is nothing."""
        return self._done[-1].label if self._done else None

    @property
    def redo_label(self) -> str | None:
        return self._undone[-1].label if self._undone else None

    @property
    def steps(self) -> tuple[Step, ...]:
        """What can be taken back, the newest first."""
        return tuple(reversed(self._done))

    def record(self, step: Step) -> None:
        """Remember a step that has just been done; what was undone can no longer be redone."""
        if step.changes:
            self._done.append(step)
            self._undone.clear()

    def extend(self, last: Step | None, more: Step) -> None:
        """Remember what was done as a part of a step, if that is the newest one still.

        What somebody has done meanwhile stays a step of its own, before what comes now.
        """
        if last is None or not self._done or self._done[-1] is not last:
            self.record(more)
        elif more.changes:
            self._done[-1] = Step(last.label, last.changes + more.changes)
            self._undone.clear()

    def undo(self) -> Step | None:
        """Take the newest step back and return it, with the changes that did so.

        Raises:
            KnownError: it cannot be taken back now; it can be tried again.
        """
        if not self._done:
            return None
        changes = self._apply(self._done[-1].changes.inverse())
        step = self._done.pop()
        self._undone.append(step)
        return Step(step.label, changes)

    def redo(self) -> Step | None:
        """Do again what was taken back last; raises as `undo` does."""
        if not self._undone:
            return None
        changes = self._apply(self._undone[-1].changes)
        step = self._undone.pop()
        self._done.append(step)
        return Step(step.label, changes)

    def forget_undone(self) -> None:
        """Let nothing be done again: a fact has come between, such as the end of a recording."""
        self._undone.clear()

    def _apply(self, changes: Changes) -> Changes:
        try:
            return self._base.apply(changes)
        except BugError:
            # What is stored and what is remembered do not fit; no later step can be trusted either.
            self.forget()
            raise

    def forget(self) -> None:
        """Forget every step, as when another knowledge base is opened."""
        self._done.clear()
        self._undone.clear()


def step(label: str, *changes: Changes) -> Step:
    """Join changes to one step with the words that undo will show."""
    return Step(label, sum(changes, start=Changes()))


def counted(label: str, count: int) -> str:
    """Return the words for what is done to so many notes."""
    if count == 1:
        return label
    return ngettext("{label}, {n} note", "{label}, {n} notes", count).format(label=label, n=count)
