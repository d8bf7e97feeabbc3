"""keys/master.json: the master key of a knowledge base, locked in more than once.

It is replaced whole and proven before it takes its name; the one before stays beside it, and a
copy lies among the backups, so that they can be opened by themselves.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.backup import FOLDER as BACKUPS
from flipdesk.knowledge.durable_file import reach_disk, write_durably
from flipdesk.knowledge.key_place import FILE, FOLDER, UNDER_WAY
from flipdesk.knowledge.key_wraps import Cost, Opener, Wrap
from flipdesk.paths import private_folder

PREVIOUS = "master.json.previous"
SESSIONS = "sessions"
_FORMAT, _VERSION = "flipdesk-keys", 1


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The wraps of one master key; `id` names it in the keychain of the system."""

    id: str
    wraps: tuple[Wrap, ...]

    def wrap(self, opener: Opener) -> Wrap | None:
        return next((one for one in self.wraps if one.opener == opener), None)

    def with_wrap(self, wrap: Wrap) -> "KeyFile":
        """Return it with a wrap in the place of the one of the same kind."""
        return KeyFile(self.id, (*self.without(wrap.opener).wraps, wrap))

    def without(self, opener: Opener) -> "KeyFile":
        return KeyFile(self.id, tuple(one for one in self.wraps if one.opener != opener))

    def dump(self) -> bytes:
        wraps = [
            {
                "opener": one.opener.value,
                "salt": one.salt.hex(),
                "cost": None if one.cost is None else asdict(one.cost),
                "nonce": one.nonce.hex(),
                "sealed": one.sealed.hex(),
            }
            for one in self.wraps
        ]
        fields = {"format": _FORMAT, "version": _VERSION, "id": self.id, "wraps": wraps}
        return (json.dumps(fields, indent=1) + "\n").encode()


def load(data: bytes) -> KeyFile | None:
    """Return what the bytes of a key file say, None when they are none."""
    try:
        fields = json.loads(data)
        if (fields["format"], fields["version"]) != (_FORMAT, _VERSION):
            return None
        wraps = tuple(
            Wrap(
                Opener(one["opener"]),
                bytes.fromhex(one["salt"]),
                None if one["cost"] is None else Cost(**one["cost"]),
                bytes.fromhex(one["nonce"]),
                bytes.fromhex(one["sealed"]),
            )
            for one in fields["wraps"]
        )
        if not wraps or not all(one.cost is None or one.cost.is_sane for one in wraps):
            return None
        return KeyFile(str(fields["id"]).encode().decode(), wraps)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def path_of(folder: Path) -> Path:
    return folder / FOLDER / FILE


def copy_of(folder: Path) -> Path:
    """Return where the copy lies that belongs to the backups."""
    return folder / BACKUPS / FILE


def read_key_file(folder: Path) -> KeyFile:
    """Read the key file, the one before when that does not hold together, or the one of a copy.

    Raises:
        KnownError: none of them can be read.
    """
    keys = folder / FOLDER
    for path in (keys / FILE, keys / UNDER_WAY, keys / PREVIOUS, copy_of(folder), folder / FILE):
        with suppress(OSError):
            found = load(path.read_bytes())
            if found is not None:
                return found
    raise KnownError(
        _(
            "The keys in {file} are missing or damaged. Put the file back from a copy of the"
            " knowledge base, or {copy} from its backups."
        ).format(file=keys / FILE, copy=FILE)
    )


def write_key_file(
    folder: Path, file: KeyFile, proves: Callable[[KeyFile], bool], name: str = FILE
) -> None:
    """Put a key file in the place of the one before, which is kept beside it.

    `proves` opens what stands on the disk with what was just set.

    Raises:
        KnownError: it cannot be written, or does not open; the one before is untouched.
    """
    data = file.dump()

    def opens(read: bytes) -> bool:
        found = load(read)
        return found is not None and proves(found)

    path = folder / FOLDER / name
    try:
        private_folder(path.parent)
        if name == FILE and path.exists():
            write_durably(path.with_name(PREVIOUS), path.read_bytes())
        write_durably(path, data, opens)
    except OSError as error:
        raise KnownError(
            _("{file} cannot be written. Nothing was changed; make room and try again.").format(
                file=path
            )
        ) from error


def lay_copy(folder: Path) -> None:
    """Lay a copy of the key file beside the backups, so that they can be opened by themselves.

    What the disk refuses is done when the keys are opened next.
    """
    path, copy = path_of(folder), copy_of(folder)
    with suppress(OSError):
        data = path.read_bytes()
        if not copy.exists() or copy.read_bytes() != data:
            copy.parent.mkdir(mode=0o700, exist_ok=True)
            write_durably(copy, data)


def settle(folder: Path, opened: KeyFile) -> None:
    """After a key file has opened: lay its copy beside the backups, and let go of the one before.

    What the disk refuses is done at the next opening.
    """
    path = path_of(folder)
    with suppress(OSError):
        if load(path.read_bytes()) != opened:
            return
        lay_copy(folder)
        if path.with_name(PREVIOUS).exists():
            path.with_name(PREVIOUS).unlink()
            reach_disk(path.parent)


def begin_conversion(folder: Path) -> None:
    """Let the key file count only while the database is encrypted.

    Raises:
        OSError: the disk refuses; it counts as before.
    """
    if path_of(folder).exists():
        path_of(folder).replace(folder / FOLDER / UNDER_WAY)
        reach_disk(folder / FOLDER)


def finish_conversion(folder: Path) -> None:
    """Let the key file of a database that is encrypted now count for good.

    Raises:
        OSError: the disk refuses; it counts as before.
    """
    under_way = folder / FOLDER / UNDER_WAY
    if path_of(folder).exists():
        under_way.unlink(missing_ok=True)
    elif under_way.exists():
        under_way.replace(path_of(folder))
        reach_disk(folder / FOLDER)
    settle(folder, read_key_file(folder))


def remove_keys(folder: Path) -> None:
    """Remove every key of a knowledge base in which nothing is encrypted any more.

    Raises:
        OSError: the disk refuses; what is left opens nothing.
    """
    keys = folder / FOLDER
    copy_of(folder).unlink(missing_ok=True)
    for path in sorted((keys / SESSIONS).glob("*.key")):
        path.unlink()
    if (keys / SESSIONS).is_dir():
        (keys / SESSIONS).rmdir()
    for name in (PREVIOUS, FILE, UNDER_WAY):
        (keys / name).unlink(missing_ok=True)
    if keys.is_dir():
        reach_disk(keys)
