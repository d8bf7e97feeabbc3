"""Old backups give way to newer ones, and only to those that have just been read and proven."""

from datetime import datetime
from pathlib import Path

from flipdesk.domain.backup import LEAST, Backup, kept
from flipdesk.knowledge.backup import FOLDER, described, list_backups
from flipdesk.knowledge.backup_manifest import is_as_made, manifest_path
from flipdesk.knowledge.durable_file import reach_disk


def known_backups(folder: Path) -> tuple[Backup, ...]:
    """Return what is known of the backups of a knowledge base, the newest first.

    Raises:
        OSError: the folder cannot be read.
    """
    return tuple(described(one) for one in list_backups(folder))


def rotate(folder: Path, now: datetime) -> tuple[Path, ...]:
    """Remove backups that newer ones stand for, and return which.

    Those that somebody asked for, or that were made before something was changed, stay; so does
    what has no manifest. Nothing goes unless enough of the rest were read and are as made.

    Raises:
        OSError: the folder cannot be read or written.
    """
    own = [one for one in known_backups(folder) if one.gives_way and one.made is not None]
    wanted = kept((one.made for one in own if one.made is not None), now)
    surplus = [one for one in own if one.made not in wanted]
    if not surplus or not _enough_proven(own, surplus):
        return ()
    for one in surplus:
        # In this order what a power cut leaves is a manifest of nothing, which counts for nothing.
        one.path.unlink(missing_ok=True)
        manifest_path(one.path).unlink(missing_ok=True)
    reach_disk(folder / FOLDER)
    return tuple(one.path for one in surplus)


def _enough_proven(own: list[Backup], surplus: list[Backup]) -> bool:
    """Read the newest backups that stay until enough of them are proven."""
    proven = 0
    for one in own:
        if one not in surplus and one.manifest is not None:
            proven += is_as_made(one.path, one.manifest)
            if proven == LEAST:
                return True
    return False
