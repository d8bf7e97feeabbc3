"""Making a plain knowledge base an encrypted one, and the other way round.

Whatever stops it, the database is whole under the one key or the other, never between: it is
written again beside itself, proven row for row, and takes its place by one rename. While that goes
on the key file bears a name of its own, which counts when the database is not plain. The key list,
the backups and the sound tell each by itself whether it is encrypted; they are converted one by
one while the database is encrypted, and `unconverted` finds what is left over.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from flipdesk.domain.clock import Clock
from flipdesk.domain.ids import SessionId
from flipdesk.domain.use import Act
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.backup import FOLDER as BACKUPS
from flipdesk.knowledge.backup import list_backups
from flipdesk.knowledge.backup_manifest import read_manifest, sha256_of, write_manifest
from flipdesk.knowledge.converted import convert_closed, take_place, write_converted
from flipdesk.knowledge.database import FILE as DATABASE
from flipdesk.knowledge.database import open_database
from flipdesk.knowledge.file_header import is_plain
from flipdesk.knowledge.key_file import begin_conversion, finish_conversion, remove_keys
from flipdesk.knowledge.key_place import is_encrypted
from flipdesk.knowledge.key_wraps import Cost
from flipdesk.knowledge.keys import GUID, Keys
from flipdesk.knowledge.knowledge_base import RECORDINGS
from flipdesk.knowledge.loose_log import ASIDE
from flipdesk.knowledge.pseudonym_key import FILE as PSEUDONYMS
from flipdesk.knowledge.pseudonym_key import FOLDER as KEYS
from flipdesk.knowledge.sealed_file import SUFFIX as SEALED
from flipdesk.knowledge.sealed_file import seal_in_place, unseal_in_place
from flipdesk.services.journal import note_closed
from flipdesk.services.session_file import SUFFIX as COPY


class Watch:
    """What a conversion tells and asks, on the thread it runs on; made for others to override."""

    def recovery_key(self, recovery: str) -> None:
        """Take the recovery key, before anything depends on it."""

    def at(self, fraction: float) -> None:
        """Hear how far it is, from 0 to 1."""

    @property
    def is_cancelled(self) -> bool:
        """Tell whether to stop at the next safe point."""
        return False


ConvertSound = Callable[[Path, bytes, bool, Callable[[int], object]], None]
"""Converts the sound in a folder with the key of its session, to plain when the third is true.

The fourth is told before each file how many bytes it has, and raises where that is to be the end.
Raises KnownError and leaves what it could not convert as it was. What is converted stays.
"""


class StoppedError(KnownError):
    """Somebody cancelled."""


def encrypt(
    folder: Path,
    clock: Clock,
    passphrase: str,
    watch: Watch,
    sound: ConvertSound | None = None,
    cost: Cost | None = None,
) -> Keys:
    """Encrypt a knowledge base that nobody has open, and return its keys.

    Raises:
        KnownError: it is encrypted already, damaged or open, or there is no room; or somebody
            cancelled. Once the database is encrypted, `finish` goes on where this stopped.
    """
    if is_encrypted(folder):
        raise KnownError(_("{place} is encrypted already.").format(place=folder))
    database = open_database(folder / DATABASE, clock)
    try:
        _refuse_problems(database.check(), folder)
        _refuse_cancelled(watch)
        keys, recovery = Keys.create(folder, passphrase, cost, for_conversion=True)
        watch.recovery_key(recovery)
        write_converted(database.connection, database.path, keys.database)
    finally:
        database.close()
    take_place(folder / DATABASE)
    finish(folder, clock, keys, watch, sound)
    return keys


def finish(
    folder: Path, clock: Clock, keys: Keys, watch: Watch, sound: ConvertSound | None = None
) -> None:
    """Encrypt what is still plain in an encrypted knowledge base that nobody has open.

    Raises:
        KnownError: some files are damaged or there is no room, or somebody cancelled; the others
            are encrypted, and the next try goes on there.
    """
    database = open_database(folder / DATABASE, clock, keys.database)
    try:
        with _disk_told(folder):
            finish_conversion(folder)
        _convert_rest(folder, keys, watch, sound, to_plain=False)
    finally:
        database.close()
    note_closed(folder, clock, Act.ENCRYPTED)


def decrypt(
    folder: Path, clock: Clock, keys: Keys, watch: Watch, sound: ConvertSound | None = None
) -> None:
    """Make an encrypted knowledge base that nobody has open a plain one, and remove its keys.

    Raises:
        KnownError: it is damaged or open, or there is no room; or somebody cancelled. The database
            is then encrypted still, and opens with the same passphrase.
    """
    database = open_database(folder / DATABASE, clock, keys.database)
    try:
        _refuse_problems(database.check(), folder)
        _convert_rest(folder, keys, watch, sound, to_plain=True)
        write_converted(database.connection, database.path, None)
    finally:
        database.close()
    with _disk_told(folder):
        begin_conversion(folder)
        take_place(folder / DATABASE)
        remove_keys(folder)
    note_closed(folder, clock, Act.DECRYPTED)


def unconverted(
    folder: Path, sound: Callable[[Path], tuple[Path, ...]] = lambda _session: ()
) -> tuple[Path, ...]:
    """Return the files of an encrypted knowledge base that anybody can read still.

    `sound` finds those in the folder of a session.
    """
    plain = (path for path in _databases(folder) if is_plain(path))
    readable = (path for one in _sounds(folder) for path in sound(one))
    return (*plain, *_kept_files(folder, to_plain=False), *readable)


_RUN = 32


def _databases(folder: Path) -> list[Path]:
    """Return every database of a knowledge base but the first one."""
    pseudonyms = folder / KEYS / PSEUDONYMS
    return [*([pseudonyms] if pseudonyms.exists() else []), *list_backups(folder)]


def _kept_files(folder: Path, *, to_plain: bool) -> list[Path]:
    """Return the copies of deleted sessions and the files set aside that have the other form."""
    copies, aside = (folder / BACKUPS).glob(f"*{COPY}*"), (folder / ASIDE).rglob("*")
    kept = [*copies, *(one for one in aside if one.is_file() and not _was_encrypted(one))]
    return sorted(one for one in kept if one.is_file() and (one.name.endswith(SEALED) == to_plain))


def _was_encrypted(path: Path) -> bool:
    """Return whether a damaged database was one with a key: then nobody can read it.

    Its pages look like noise, where those of a plain one hold long runs of zeros.
    """
    if not path.name.startswith(DATABASE) or path.name.endswith(SEALED) or is_plain(path):
        return False
    data = path.read_bytes()
    return bool(data) and bytes(_RUN) not in data


def _convert_rest(
    folder: Path, keys: Keys, watch: Watch, sound: ConvertSound | None, *, to_plain: bool
) -> None:
    databases, sounds = _databases(folder), _sounds(folder)
    before = _Share(watch, [*databases, *(one for each in sounds for one in each.rglob("*"))]).take
    work = [partial(_convert_database, path, keys, before, to_plain=to_plain) for path in databases]
    work += [partial(_convert_sound, one, keys, sound, before, to_plain=to_plain) for one in sounds]
    convert_file = unseal_in_place if to_plain else seal_in_place
    work += [
        partial(_convert_file, one, keys.files, convert_file)
        for one in _kept_files(folder, to_plain=to_plain)
    ]
    sentences = []
    for convert in work:
        _refuse_cancelled(watch)
        try:
            convert()
        except StoppedError:
            raise
        except KnownError as error:
            sentences.append(str(error))
    if sentences:
        raise KnownError(
            _("Not everything could be converted; try again when this is put right: {what}").format(
                what=" ".join(sentences)
            )
        )


class _Share:
    """How far it is, by the bytes of the files; raises where somebody cancelled."""

    def __init__(self, watch: Watch, files: Sequence[Path]) -> None:
        self._watch = watch
        self._all = sum(one.stat().st_size for one in files if one.is_file()) or 1
        self._taken = 0

    def take(self, size: int) -> None:
        """Tell that a file of so many bytes is next."""
        _refuse_cancelled(self._watch)
        self._watch.at(min(1.0, self._taken / self._all))
        self._taken += size


def _convert_database(
    path: Path, keys: Keys, before: Callable[[int], object], *, to_plain: bool
) -> None:
    before(path.stat().st_size)
    key = keys.pseudonyms if path.name == PSEUDONYMS else keys.database
    old, new = (key, None) if to_plain else (None, key)
    convert_closed(path, old, new, partial(_renew_manifest, path))


def _convert_file(path: Path, key: bytes, convert: Callable[[Path, bytes], Path]) -> None:
    with _disk_told(path.parent):
        convert(path, key)


def _renew_manifest(backup: Path, copy: Path) -> None:
    """Let the manifest of a backup tell of the copy that is to take its place, row for row."""
    manifest = read_manifest(backup)
    if manifest is not None:
        fresh = replace(manifest, bytes=copy.stat().st_size, sha256=sha256_of(copy))
        with _disk_told(backup.parent):
            write_manifest(backup, fresh)


def _sounds(folder: Path) -> list[Path]:
    every = (folder / RECORDINGS).glob("*")
    return sorted(one for one in every if one.is_dir() and GUID.fullmatch(one.name))


def _convert_sound(
    folder: Path,
    keys: Keys,
    sound: ConvertSound | None,
    before: Callable[[int], object],
    *,
    to_plain: bool,
) -> None:
    if sound is None and not to_plain:
        return
    key = keys.session_key(SessionId(folder.name), make=not to_plain)
    if key is None:
        return
    if sound is None:
        raise KnownError(_("The sound in {place} is encrypted.").format(place=folder))
    sound(folder, key, to_plain, before)


@contextmanager
def _disk_told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise KnownError(
            _("{place} cannot be written just now. Nothing is lost: try again.").format(
                place=folder
            )
        ) from error


def _refuse_problems(problems: Sequence[str], folder: Path) -> None:
    if problems:
        raise KnownError(
            _("{place} is damaged. Nothing was changed; open the newest backup first.").format(
                place=folder
            )
        )


def _refuse_cancelled(watch: Watch) -> None:
    if watch.is_cancelled:
        raise StoppedError(_("Stopped. Nothing is lost; it can be gone on with at any time."))
