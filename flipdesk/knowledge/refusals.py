"""What a knowledge base is refused for before it is opened."""

from pathlib import Path

from flipdesk.i18n import _
from flipdesk.knowledge.disk_trouble import damaged
from flipdesk.knowledge.engine import Connection
from flipdesk.knowledge.migrations import SCHEMA_VERSION
from flipdesk.knowledge.unusable import OnlyReadableError

_SMALL_BYTES = 8_000_000
"""Up to here a quick check takes less than 60 ms, and is made at every start."""
_FULL_BYTES = 32_000_000
"""Up to here all of it is checked in a third of a second, after FlipDesk did not end by itself."""


def refuse_newer(version: int, path: Path) -> None:
    """Refuse to write what a newer FlipDesk has written.

    Raises:
        OnlyReadableError: the schema is newer than this FlipDesk's.
    """
    if version > SCHEMA_VERSION:
        raise OnlyReadableError(
            _(
                "{place} was made by a newer FlipDesk. Update FlipDesk on this computer to open it."
            ).format(place=path.parent),
            _("Reading only: made by a newer FlipDesk. Update to write."),
        )


def refuse_read_only(path: Path) -> None:
    """Refuse a place that nobody may write to, before anything is changed there.

    Raises:
        OnlyReadableError: the file or its folder cannot be written.
    """
    probe = path.parent / ".flipdesk-write-test"
    try:
        with path.open("rb+"):
            pass
        probe.unlink(missing_ok=True)
        probe.touch(mode=0o600, exist_ok=False)
        probe.unlink()
    except OSError as error:
        raise OnlyReadableError(
            refusal_to_write(path),
            _("Reading only: nobody may write in this folder. Copy it to write."),
        ) from error


def refusal_to_write(path: Path) -> str:
    """Return what to say about a place that cannot be written to."""
    return _("FlipDesk may not write in {place}. Choose a folder of your own.").format(
        place=path.parent
    )


def refuse_damaged(connection: Connection, path: Path, *, ended_badly: bool) -> None:
    """Check the pages of a database that is held and not yet written to.

    A large one that was closed is left to the check of its next backup.

    Raises:
        DamagedError: they do not hold together.
    """
    size = path.stat().st_size
    if not ended_badly and size > _SMALL_BYTES:
        return
    is_full = ended_badly and size < _FULL_BYTES
    check = "integrity_check" if is_full else "quick_check"
    if connection.execute(f"pragma {check}(1)").fetchone()[0] != "ok":
        raise damaged(path)
    if is_full and connection.execute("pragma foreign_key_check").fetchone() is not None:
        raise damaged(path)
