"""A backup with something taken out of it: made beside it, checked, and then in its place."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from flipdesk.domain.clock import Clock
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.backup import described
from flipdesk.knowledge.backup_manifest import measured, write_manifest
from flipdesk.knowledge.database import FILE
from flipdesk.knowledge.durable_file import reach_disk
from flipdesk.knowledge.engine import DatabaseError
from flipdesk.knowledge.knowledge_base import KnowledgeBase

if TYPE_CHECKING:
    from flipdesk.knowledge.keys import Keys

_WORK = ".erasing"


def rewrite_backup(
    backup: Path,
    clock: Clock,
    change: Callable[[KnowledgeBase], int],
    keys: "Keys | None" = None,
) -> bool:
    """Do something to what a backup holds, and return whether a row of it changed.

    The backup is brought up to date with the schema first. The one that was there goes only when
    the new one has been checked and is on the disk. Its manifest then tells of the new one. For
    any thread: it opens a copy of its own.

    Raises:
        KnownError: the backup cannot be opened or the disk refuses; it is then as it was.
    """
    work = backup.with_name(f"{_WORK}-{backup.stem}")
    shutil.rmtree(work, ignore_errors=True)
    try:
        work.mkdir(mode=0o700)
        shutil.copyfile(backup, work / FILE)
        (work / FILE).chmod(0o600)
        base = KnowledgeBase.open(work, clock, keys=keys)
        try:
            is_changed = change(base) > 0
            # Also where no row changed: an index or free page may remember what went before.
            base.upkeep.scrub()
            if base.check():
                raise KnownError(_refusal(backup))
        finally:
            base.close()
        reach_disk(work / FILE)
        about = described(backup)
        key = None if keys is None else keys.database
        fresh = measured(work / FILE, about.made or clock.now(), about.reason, key)
        if about.manifest is not None:
            write_manifest(backup, fresh)
        (work / FILE).replace(backup)
        reach_disk(backup.parent)
    except (OSError, DatabaseError) as error:
        raise KnownError(_refusal(backup)) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return is_changed


def _refusal(backup: Path) -> str:
    return _(
        "The backup {file} cannot be opened or written, and holds what was erased still. Make room"
        " on the disk and try again, or remove it."
    ).format(file=backup.name)
