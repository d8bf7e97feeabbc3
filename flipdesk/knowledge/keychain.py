"""The keychain of the operating system, in which a computer can keep what opens a knowledge base.

What lies there is a random key for one wrap in the key file, and opens nothing without that file.
Only keychains that the system locks with the login of its user count: `keyring` gives those a
priority of 1 and more, and plain files less.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import TYPE_CHECKING

from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.key_file import read_key_file
from flipdesk.knowledge.key_wraps import KEY_BYTES, Opener
from flipdesk.knowledge.keys import Keys

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "FlipDesk"
PATIENCE_S = 30.0
"""How long a keychain may take, which asks its user for a password of its own at times."""
_LEAST_PRIORITY = 1
_LOOK_S = 0.05
GivenUp = Callable[[], bool]


def remembers(folder: Path) -> bool:
    """Tell whether some computer's keychain was ever asked to open this knowledge base.

    Raises:
        KnownError: the key file is missing or damaged.
    """
    return read_key_file(folder).wrap(Opener.KEYCHAIN) is not None


def remember(keys: Keys) -> None:
    """Let the keychain of this computer open a knowledge base from now on.

    Raises:
        KnownError: there is no keychain, or it keeps nothing; the passphrase opens as before.
    """
    name, secret = read_key_file(keys.folder).id, os.urandom(KEY_BYTES)

    def put(backend: "KeyringBackend") -> str:
        backend.set_password(SERVICE, name, secret.hex())
        return backend.get_password(SERVICE, name) or ""

    if _asked(put, lambda: False) != secret.hex():
        raise KnownError(
            _("FlipDesk finds no keychain to use on this computer. The passphrase opens as before.")
        )
    keys.lock_in(Opener.KEYCHAIN, secret)


def recall(folder: Path, given_up: GivenUp) -> Keys | None:
    """Return the keys as the keychain opens them, None when it does not or there is none.

    `given_up` tells that nobody wants to know any more.

    Raises:
        KnownError: the key file is missing or damaged.
    """
    name = read_key_file(folder).id
    kept = _asked(lambda backend: backend.get_password(SERVICE, name) or "", given_up)
    try:
        secret = bytes.fromhex(kept)
    except ValueError:
        return None
    return Keys.unlock_with(folder, Opener.KEYCHAIN, secret) if secret else None


def forget(keys: Keys) -> None:
    """Let the passphrase and the recovery key alone open from now on, on every computer.

    Raises:
        KnownError: the key file cannot be written.
    """
    name = read_key_file(keys.folder).id
    keys.shut_out(Opener.KEYCHAIN)

    def remove(backend: "KeyringBackend") -> str:
        backend.delete_password(SERVICE, name)
        return ""

    # What is left in a keychain that does not answer opens nothing any more.
    _asked(remove, lambda: False)


def _backend() -> "KeyringBackend | None":
    """Return a keychain that the system locks, None when there is none or no `keyring`."""
    try:
        import keyring
    except ImportError:
        return None
    found = keyring.get_keyring()
    # One that is made of several would go on to a plain file when the best of them refuses.
    several: tuple[KeyringBackend, ...] = tuple(getattr(found, "backends", (found,)))
    return next((one for one in several if one.priority >= _LEAST_PRIORITY), None)


def _asked(ask: Callable[["KeyringBackend"], str], given_up: GivenUp) -> str:
    """Return what the keychain answers, "" when it does not, in time or at all.

    It may wait for its user, who may have gone; nobody here waits for that.
    """
    backend = _backend()
    if backend is None:
        return ""
    answers: Queue[str] = Queue()

    def wait() -> None:
        try:
            answers.put(ask(backend))
        except _troubles():
            answers.put("")

    Thread(target=wait, name="keychain", daemon=True).start()
    for _turn in range(int(PATIENCE_S / _LOOK_S)):
        if given_up():
            break
        with suppress(Empty):
            return answers.get(timeout=_LOOK_S)
    return ""


def _troubles() -> tuple[type[Exception], ...]:
    """Return what a keychain raises that is locked, full, stopped or turned away by its user."""
    from keyring.errors import KeyringError

    # The back ends let errors of the bus and of the system through as they are.
    return (KeyringError, OSError, RuntimeError, *_bus_errors())


def _bus_errors() -> tuple[type[Exception], ...]:
    try:
        from jeepney.wrappers import DBusErrorResponse  # type: ignore[import-untyped]
        from secretstorage.exceptions import SecretStorageException
    except ImportError:
        return ()
    return (SecretStorageException, DBusErrorResponse)
