"""Changing what opens an encrypted knowledge base, which the journal of use tells of."""

from typing import TYPE_CHECKING

from flipdesk.domain.clock import Clock
from flipdesk.domain.use import Act, Thing, Way
from flipdesk.services.journal import note_closed

if TYPE_CHECKING:
    from flipdesk.knowledge.keys import Keys


def change_passphrase(keys: "Keys", passphrase: str, clock: Clock) -> None:
    """Let another passphrase open from now on; safe on any thread.

    Raises:
        KnownError: it is too short, or nothing can be written; the old one then still opens.
    """
    keys.change_passphrase(passphrase)
    note_closed(keys.folder, clock, Act.KEY_CHANGED, Thing.KEYS, what=Way.PHRASE)


def let_remember(keys: "Keys", clock: Clock) -> None:
    """Let this computer open it by itself; raises as `keychain.remember` does."""
    from flipdesk.knowledge.keychain import remember

    remember(keys)
    note_closed(keys.folder, clock, Act.KEY_CHANGED, Thing.KEYS, what=Way.REMEMBERED)


def let_forget(keys: "Keys", clock: Clock) -> None:
    """Let this computer ask from now on; raises as `keychain.forget` does."""
    from flipdesk.knowledge.keychain import forget

    forget(keys)
    note_closed(keys.folder, clock, Act.KEY_CHANGED, Thing.KEYS, what=Way.NOT_REMEMBERED)


def change_recovery_key(keys: "Keys", clock: Clock) -> str:
    """Make a new recovery key, which opens instead of the one before; safe on any thread.

    Raises:
        KnownError: nothing can be written; the old one then still opens.
    """
    recovery = keys.change_recovery_key()
    note_closed(keys.folder, clock, Act.KEY_CHANGED, Thing.KEYS, what=Way.RECOVERY)
    return recovery
