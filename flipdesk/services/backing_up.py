"""Making backups of the knowledge base, and letting old ones give way."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from flipdesk.domain.backup import Backup
from flipdesk.domain.clock import Clock
from flipdesk.domain.use import Act, Thing
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.backup import GoesOn
from flipdesk.knowledge.knowledge_base import KnowledgeBase

_CLOSING_TAKES = timedelta(minutes=2)
"""A knowledge base is written once more after its last backup, when it is closed."""


@dataclass(frozen=True, slots=True)
class Made:
    """A new backup, and those that gave way to it."""

    path: Path
    gone: tuple[Path, ...]


class BackingUp:
    def __init__(self, base: KnowledgeBase, clock: Clock) -> None:
        self._base = base
        self._clock = clock

    def listed(self) -> tuple[Backup, ...]:
        """Return the backups of this knowledge base, the newest first.

        Raises:
            KnownError: their folder cannot be read.
        """
        from flipdesk.knowledge.backup_rotation import known_backups

        try:
            return known_backups(self._base.folder)
        except OSError as error:
            raise KnownError(_cannot_be_read(self._base.folder)) from error

    def work(self, reason: str) -> Callable[[GoesOn | None], Made]:
        """Return what makes a backup, on any thread.

        It raises:
            KnownError: no backup could be made; those before are still there.
        """
        copy, folder, clock = self._base.backing_up(reason), self._base.folder, self._clock
        uses, copying = self._base.uses, self._base.copying

        def make(goes_on: GoesOn | None) -> Made:
            from flipdesk.knowledge.backup_rotation import rotate

            # An erasure waits for it: what began before would hold who was erased, unseen.
            with copying:
                path = copy(goes_on)
                uses.note(Act.BACKED_UP, Thing.KNOWLEDGE_BASE)
                try:
                    return Made(path, rotate(folder, clock.now()))
                except OSError:
                    # The backup is there, and that old ones are, too, does no harm.
                    return Made(path, ())

        return make

    def is_behind(self) -> bool:
        """Tell whether the knowledge base was written after its newest backup, when it was opened.

        Raises:
            KnownError: the folder of backups cannot be read.
        """
        made = [one.made for one in self.listed() if one.seems_whole and one.made is not None]
        written = self._base.database.found_written
        return not made or written > max(made) + _CLOSING_TAKES


def _cannot_be_read(folder: Path) -> str:
    sentence = _("The backups in {place} cannot be read. See that the disk is there.")
    return sentence.format(place=folder)
