"""A master key locked in: it opens to whoever has the passphrase or one of the other keys.

The cipher is AES-256-GCM (NIST SP 800-38D) with a random nonce, under a key that is used for one
wrap. From a passphrase that key is made by Argon2id with the second recommended set of RFC 9106,
section 4; from random keys by HKDF-SHA256 (RFC 5869). How it was made is authenticated as well.
"""

import json
import os
import unicodedata
from dataclasses import asdict, dataclass
from enum import StrEnum

from flipdesk.errors import KnownError
from flipdesk.i18n import _

KEY_BYTES, _SALT_BYTES, _NONCE_BYTES = 32, 16, 12


class Opener(StrEnum):
    """What a wrap opens to."""

    PASSPHRASE = "passphrase"  # noqa: S105 - a word, not a password
    RECOVERY = "recovery"
    KEYCHAIN = "keychain"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try of a passphrase costs: the parameters of Argon2id."""

    iterations: int = 3
    lanes: int = 4
    memory_kib: int = 65_536

    @property
    def is_sane(self) -> bool:
        """False for what would bring the computer to its knees instead of opening anything."""
        return (
            1 <= self.iterations <= 20
            and 1 <= self.lanes <= 16
            and 8 * self.lanes <= self.memory_kib <= 1_048_576
        )


@dataclass(frozen=True, slots=True)
class Wrap:
    """A master key under a key made from a secret; `cost` is None unless that is a passphrase."""

    opener: Opener
    salt: bytes
    cost: Cost | None
    nonce: bytes
    sealed: bytes

    def open(self, secret: bytes) -> bytes | None:
        """Return the master key, None when the secret is not the right one.

        Raises:
            KnownError: there is no memory for it.
        """
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        key = _wrapping_key(self.opener, self.salt, self.cost, secret)
        how = _how(self.opener, self.salt, self.cost)
        try:
            return AESGCM(key).decrypt(self.nonce, self.sealed, how)
        except InvalidTag:
            return None


def seal(master: bytes, opener: Opener, secret: bytes, cost: Cost | None = None) -> Wrap:
    """Lock a master key in; raises as `Wrap.open` does."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if opener == Opener.PASSPHRASE and cost is None:
        cost = Cost()
    salt, nonce = os.urandom(_SALT_BYTES), os.urandom(_NONCE_BYTES)
    key = _wrapping_key(opener, salt, cost, secret)
    sealed = AESGCM(key).encrypt(nonce, master, _how(opener, salt, cost))
    return Wrap(opener, salt, cost, nonce, sealed)


def passphrase_bytes(passphrase: str) -> bytes:
    """Return a passphrase as bytes, the same from every keyboard (NFC, as RFC 8265 has it)."""
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")


def derived(secret: bytes, label: str, salt: bytes | None = None) -> bytes:
    """Return a key made from a key for one use, by HKDF-SHA256."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    info = f"flipdesk/{label}".encode()
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=info).derive(secret)


def _wrapping_key(opener: Opener, salt: bytes, cost: Cost | None, secret: bytes) -> bytes:
    if cost is None:
        return derived(secret, opener, salt)
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    try:
        return Argon2id(
            salt=salt,
            length=KEY_BYTES,
            iterations=cost.iterations,
            lanes=cost.lanes,
            memory_cost=cost.memory_kib,
        ).derive(secret)
    except MemoryError as error:
        raise KnownError(
            _("There is too little memory to try the passphrase. Close other programs first.")
        ) from error


def _how(opener: Opener, salt: bytes, cost: Cost | None) -> bytes:
    values = {
        "opener": opener.value,
        "salt": salt.hex(),
        "cost": None if cost is None else asdict(cost),
    }
    return json.dumps(values, sort_keys=True).encode()
