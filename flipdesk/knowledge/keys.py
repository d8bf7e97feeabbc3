"""The keys of an encrypted knowledge base while it is open.

One random master key, never stored but in wraps (`key_file.py`). From it, by HKDF-SHA256, one key
for the database, one for the key list of pseudonyms, and one that locks in the keys of sessions.
A session's key is random and lies in a file of its own: without the file its sound is noise.
"""

import os
import re
import uuid
from contextlib import suppress
from pathlib import Path

from flipdesk.core_dumps import forbid_core_dumps
from flipdesk.domain.ids import SessionId
from flipdesk.domain.recovery_key import (
    is_like_recovery_key,
    new_recovery_key,
    read_recovery_key,
)
from flipdesk.errors import BugError, KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.durable_file import reach_disk, write_durably
from flipdesk.knowledge.key_file import (
    SESSIONS,
    KeyFile,
    path_of,
    read_key_file,
    settle,
    write_key_file,
)
from flipdesk.knowledge.key_place import FILE, FOLDER, UNDER_WAY
from flipdesk.knowledge.key_wraps import (
    KEY_BYTES,
    Cost,
    Opener,
    derived,
    passphrase_bytes,
    seal,
)
from flipdesk.paths import private_folder

SHORTEST = 12
"""Letters of a passphrase. NIST SP 800-63B: 15 where nothing else guards, never under 8."""
_NONCE_BYTES = 12
GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class WrongSecretError(KnownError):
    """What was typed opens nothing; whoever typed it may try again."""


class Keys:
    """The keys of one knowledge base; made by `create` or `unlock`."""

    def __init__(self, folder: Path, master: bytes) -> None:
        if len(master) != KEY_BYTES:
            raise BugError("a master key has 32 bytes")
        forbid_core_dumps()
        self.folder = folder
        self._master = master
        self.database = derived(master, "database")
        self.pseudonyms = derived(master, "pseudonyms")
        self.files = derived(master, "files")
        self._sessions = derived(master, "sessions")

    @classmethod
    def create(
        cls,
        folder: Path,
        passphrase: str,
        cost: Cost | None = None,
        *,
        for_conversion: bool = False,
    ) -> tuple["Keys", str]:
        """Make the keys of a knowledge base, and return them with the recovery key to print.

        Those for a conversion take the place of what an earlier try has left.

        Raises:
            KnownError: it has keys already, the passphrase is too short, or nothing can be written.
        """
        refuse_short(passphrase)
        _refuse_occupied(folder, for_conversion=for_conversion)
        master, recovery = os.urandom(KEY_BYTES), new_recovery_key()
        secret, printed = passphrase_bytes(passphrase), _recovery_bytes(recovery)
        wraps = (
            seal(master, Opener.PASSPHRASE, secret, cost),
            seal(master, Opener.RECOVERY, printed),
        )

        def proves(read: KeyFile) -> bool:
            return (
                _opened(read, Opener.PASSPHRASE, secret)
                == _opened(read, Opener.RECOVERY, printed)
                == master
            )

        file = KeyFile(str(uuid.uuid4()), wraps)
        write_key_file(folder, file, proves, UNDER_WAY if for_conversion else FILE)
        return cls(folder, master), recovery

    @classmethod
    def unlock(cls, folder: Path, secret: str) -> "Keys":
        """Open the keys with the passphrase or the recovery key.

        Raises:
            WrongSecretError: it is neither.
            KnownError: the key file is missing or damaged.
        """
        file = read_key_file(folder)
        printed = read_recovery_key(secret)
        master = None
        if printed is not None:
            master = _opened(file, Opener.RECOVERY, printed.encode())
        if master is None:
            master = _opened(file, Opener.PASSPHRASE, passphrase_bytes(secret))
        if master is None:
            raise WrongSecretError(_why_not(secret, printed))
        settle(folder, file)
        return cls(folder, master)

    @classmethod
    def unlock_with(cls, folder: Path, opener: Opener, secret: bytes) -> "Keys | None":
        """Open the keys with the bytes of one kind of secret, None when they do not.

        Raises:
            KnownError: the key file is missing or damaged.
        """
        file = read_key_file(folder)
        master = _opened(file, opener, secret)
        if master is None:
            return None
        settle(folder, file)
        return cls(folder, master)

    def change_passphrase(self, passphrase: str, cost: Cost | None = None) -> None:
        """Let another passphrase open from now on.

        Raises:
            KnownError: it is too short, or nothing can be written; the old one then still opens.
        """
        refuse_short(passphrase)
        self.lock_in(Opener.PASSPHRASE, passphrase_bytes(passphrase), cost)

    def change_recovery_key(self) -> str:
        """Make a new recovery key, which opens instead of the one before, and return it.

        Raises:
            KnownError: nothing can be written; the old one then still opens.
        """
        recovery = new_recovery_key()
        self.lock_in(Opener.RECOVERY, _recovery_bytes(recovery))
        return recovery

    def lock_in(self, opener: Opener, secret: bytes, cost: Cost | None = None) -> None:
        """Put a wrap for this secret in the place of the one of its kind."""
        file = read_key_file(self.folder).with_wrap(seal(self._master, opener, secret, cost))
        write_key_file(
            self.folder, file, lambda read: _opened(read, opener, secret) == self._master
        )

    def shut_out(self, opener: Opener) -> None:
        """Remove the wrap of a kind; the passphrase stays."""
        file = read_key_file(self.folder).without(opener)
        write_key_file(self.folder, file, lambda read: read.wrap(Opener.PASSPHRASE) is not None)

    def session_key(self, session_id: SessionId, *, make: bool = False) -> bytes | None:
        """Return the key to a session's sound: None when it has none, unless one is to be made.

        Raises:
            KnownError: its file cannot be read or written, or is damaged.
        """
        path = self._session_path(session_id)
        try:
            return self._session_opened(path, session_id, path.read_bytes())
        except FileNotFoundError:
            return self._make_session_key(path, session_id) if make else None
        except OSError as error:
            raise KnownError(_session_trouble(path)) from error

    def destroy_session_key(self, session_id: SessionId) -> None:
        """Make the sound of a session noise for ever.

        Raises:
            KnownError: the file cannot be removed.
        """
        path = self._session_path(session_id)
        try:
            path.unlink(missing_ok=True)
            if path.parent.is_dir():
                reach_disk(path.parent)
        except OSError as error:
            raise KnownError(
                _("{file} cannot be removed. See that the disk can be written.").format(file=path)
            ) from error

    def _session_path(self, session_id: SessionId) -> Path:
        if not GUID.fullmatch(session_id):
            raise BugError("a session's key is named by its GUID")
        return self.folder / FOLDER / SESSIONS / f"{session_id}.key"

    def _make_session_key(self, path: Path, session_id: SessionId) -> bytes:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        key, nonce = os.urandom(KEY_BYTES), os.urandom(_NONCE_BYTES)
        sealed = AESGCM(self._sessions).encrypt(nonce, key, session_id.encode())
        try:
            private_folder(path.parent)
            write_durably(
                path,
                nonce + sealed,
                lambda read: self._session_opened(path, session_id, read) == key,
            )
        except OSError as error:
            raise KnownError(_session_trouble(path)) from error
        return key

    def _session_opened(self, path: Path, session_id: SessionId, data: bytes) -> bytes:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce, sealed = data[:_NONCE_BYTES], data[_NONCE_BYTES:]
        # What is shorter than a nonce is refused by the cipher as a wrong value.
        with suppress(InvalidTag, ValueError):
            return AESGCM(self._sessions).decrypt(nonce, sealed, session_id.encode())
        raise KnownError(
            _(
                "The key to the sound of a session, {file}, is damaged. Put it back from a copy of"
                " the knowledge base."
            ).format(file=path)
        )


def refuse_short(passphrase: str) -> None:
    """Raises KnownError when a passphrase can be guessed for its shortness alone."""
    if len(passphrase) < SHORTEST:
        raise KnownError(
            _("A passphrase needs at least {count} letters: four words, for instance.").format(
                count=SHORTEST
            )
        )


def _refuse_occupied(folder: Path, *, for_conversion: bool) -> None:
    if path_of(folder).exists():
        raise KnownError(
            _("{place} has keys already. Open it with its passphrase.").format(place=folder)
        )
    if not for_conversion and folder.is_dir() and any(folder.iterdir()):
        raise KnownError(
            _("{place} is not empty. Choose a new folder for the knowledge base.").format(
                place=folder
            )
        )


def _opened(file: KeyFile, opener: Opener, secret: bytes) -> bytes | None:
    wrap = file.wrap(opener)
    return None if wrap is None else wrap.open(secret)


def _recovery_bytes(recovery: str) -> bytes:
    key = read_recovery_key(recovery)
    if key is None:
        raise BugError("a recovery key does not read as one")
    return key.encode()


def _why_not(secret: str, printed: str | None) -> str:
    if printed is None and is_like_recovery_key(secret):
        return _("There is a mistake in the recovery key. Compare it with the paper.")
    if printed is not None:
        return _("This recovery key opens another knowledge base, or a newer one has been printed.")
    return _("The passphrase is not the right one. Try again, or use the recovery key.")


def _session_trouble(path: Path) -> str:
    return _(
        "The key to the sound of a session, {file}, cannot be read or written. See that the disk is"
        " there and has room, and try again."
    ).format(file=path)
