"""Restoring a backup: looked at first, prepared aside, and put in place only when it is whole.

Whatever comes from a backup passes here: it is proven, opened, brought up to date, erased again
where the ledger says so, and checked; what is there now becomes a backup before it gives way.
Killed at any moment, everything is as before or as after.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from flipdesk.domain.backup import BEFORE_RESTORE
from flipdesk.domain.clock import Clock
from flipdesk.domain.restore_preview import RestorePreview
from flipdesk.domain.use import Act
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.backup import described
from flipdesk.knowledge.backup_contents import compared, contents_of
from flipdesk.knowledge.backup_manifest import is_as_made, row_counts
from flipdesk.knowledge.database import FILE
from flipdesk.knowledge.durable_file import reach_disk
from flipdesk.knowledge.erasure_ledger import ErasureLedger
from flipdesk.knowledge.file_header import is_plain
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.knowledge.rewritten_backup import rewrite_backup
from flipdesk.knowledge.soundness import is_sound
from flipdesk.services.erasing import apply_ledger
from flipdesk.services.journal import note_closed

if TYPE_CHECKING:
    from flipdesk.knowledge.keys import Keys

SCRATCH = ".restore"
_NOTES = ("reflection", "outcome", "marker")
GoesOn = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A backup made ready, in a file of its own; nothing has changed yet.

    `erased` is how many erasures of the ledger had work to do in it, `noted` how many it told of.
    """

    backup: Path
    made: datetime | None
    path: Path
    sessions: int
    notes: int
    erased: int
    noted: int | None = None


class Restoring:
    """For any thread: it opens what it needs itself and holds nothing between two calls."""

    def __init__(self, folder: Path, clock: Clock, keys: "Keys | None" = None) -> None:
        self._folder = folder
        self._clock = clock
        self._keys = keys
        self._key = None if keys is None else keys.database

    def prepare(self, backup: Path, goes_on: GoesOn = lambda: True) -> Prepared:
        """Make a backup ready to take the place of what is there.

        What the ledger of erasures names in it is erased in the backup, too.

        Raises:
            KnownError: it is not what it was, cannot be opened, or there is no room for it.
        """
        self.leave()
        place = self._folder / SCRATCH
        try:
            place.mkdir(mode=0o700)
            self._refuse_changed(backup)
            shutil.copyfile(backup, place / FILE)
            (place / FILE).chmod(0o600)
            reach_disk(place / FILE)
            if not goes_on():
                raise KnownError(_("Nothing was restored."))
            prepared = self._made_ready(backup, place)
            if prepared.erased:
                # Whoever was erased since is not to lie in the file either.
                forget = partial(apply_ledger, folder=self._folder)
                rewrite_backup(backup, self._clock, forget, self._keys)
            return prepared
        except OSError as error:
            self.leave()
            raise KnownError(_no_room(self._folder)) from error
        except KnownError:
            self.leave()
            raise

    def preview(self, prepared: Prepared, now: Path) -> RestorePreview:
        """Return what would change; `now` is a fresh backup, or the database itself when closed.

        Raises:
            KnownError: one of the two cannot be read.
        """
        try:
            there = contents_of(now, self._key)
            return compared(contents_of(prepared.path, self._key), there)
        except OSError as error:
            raise KnownError(_unusable(prepared.backup)) from error

    def settle(self, prepared: Prepared) -> Path | None:
        """Put what was prepared in its place and return the backup of what was there until now.

        The knowledge base must be closed; None when its database is gone.

        Raises:
            KnownError: it cannot be done; everything is as it was.
        """
        if prepared.noted not in (None, self._noted()):
            # Somebody was erased while what was prepared was looked at.
            self._made_ready(prepared.backup, prepared.path.parent)
        kept = self._kept() if KnowledgeBase.exists(self._folder) else None
        try:
            prepared.path.replace(self._folder / FILE)
            reach_disk(self._folder)
        except OSError as error:
            raise KnownError(_no_room(self._folder)) from error
        self.leave()
        note_closed(self._folder, self._clock, Act.RESTORED)
        return kept

    def _kept(self) -> Path:
        base = KnowledgeBase.open(self._folder, self._clock, keys=self._keys)
        try:
            return base.back_up(BEFORE_RESTORE)
        finally:
            base.close()

    def leave(self) -> None:
        """Take away what was prepared and is not wanted."""
        shutil.rmtree(self._folder / SCRATCH, ignore_errors=True)

    def _refuse_changed(self, backup: Path) -> None:
        """Refuse a backup that is not what it was when it was made.

        Raises:
            OSError, KnownError: it is not there, or something in it has changed.
        """
        if is_plain(backup) != (self._keys is None):
            raise KnownError(_of_other_keys(backup))
        manifest = described(backup).manifest
        whole = is_sound(backup, self._key) if manifest is None else is_as_made(backup, manifest)
        if not whole:
            raise KnownError(_unusable(backup))

    def _noted(self) -> int:
        return len(ErasureLedger(self._folder).entries())

    def _made_ready(self, backup: Path, place: Path) -> Prepared:
        noted = self._noted()
        base = KnowledgeBase.open(place, self._clock, keys=self._keys)
        try:
            erased = apply_ledger(base, self._folder)
            if erased:
                base.upkeep.scrub()
            if base.check():
                raise KnownError(_unusable(backup))
            rows = row_counts(base.database.connection)
        finally:
            base.close()
        notes = sum(rows[table] for table in _NOTES)
        made = described(backup).made
        return Prepared(backup, made, place / FILE, rows["session"], notes, erased, noted)


def restore(
    folder: Path, backup: Path, clock: Clock, keys: "Keys | None" = None
) -> tuple[Prepared, Path | None]:
    """Restore a backup of a knowledge base that is closed.

    Returns what was restored, and the backup of what was there until now, None when it was gone.

    Raises:
        KnownError: it cannot be done; everything is as it was.
    """
    restoring = Restoring(folder, clock, keys)
    prepared = restoring.prepare(backup)
    try:
        return prepared, restoring.settle(prepared)
    finally:
        restoring.leave()


def _no_room(folder: Path) -> str:
    sentence = _(
        "The backup could not be made ready in {place}. Nothing was changed: make room on the disk"
        " and try again."
    )
    return sentence.format(place=folder)


def _unusable(backup: Path) -> str:
    sentence = _("The backup {file} is damaged. It is left as it is; choose another one.")
    return sentence.format(file=backup.name)


def _of_other_keys(backup: Path) -> str:
    sentence = _(
        "The backup {file} is from before the knowledge base was encrypted, or decrypted, and does"
        " not fit it. Choose another one."
    )
    return sentence.format(file=backup.name)
