"""A file of an encrypted knowledge base that is neither a database nor sound, sealed as a whole.

Such are the session files that are kept when sessions are deleted, and damaged files that were set
aside. Form: `MAGIC`, a nonce of 12 bytes, and AES-256-GCM over the rest with `MAGIC` as its
additional data (RFC 5116).
"""

import os
from pathlib import Path

from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.durable_file import write_durably

SUFFIX = ".sealed"
MAGIC = b"FlipDesk sealed file 1\n"
_NONCE_BYTES = 12


def is_sealed(data: bytes) -> bool:
    """Tell whether this is such a file, by its first bytes."""
    return data.startswith(MAGIC)


def sealed(data: bytes, key: bytes) -> bytes:
    """Return the file that holds `data` under a key of 32 bytes."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(_NONCE_BYTES)
    return MAGIC + nonce + AESGCM(key).encrypt(nonce, data, MAGIC)


def unsealed(data: bytes, key: bytes) -> bytes:
    """Return what such a file holds.

    Raises:
        KnownError: it belongs to another knowledge base, or was changed.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    begin = len(MAGIC) + _NONCE_BYTES
    try:
        return AESGCM(key).decrypt(data[len(MAGIC) : begin], data[begin:], MAGIC)
    except (InvalidTag, ValueError) as error:
        raise KnownError(
            _("This file is encrypted for another knowledge base, or it is damaged.")
        ) from error


def seal_in_place(path: Path, key: bytes) -> Path:
    """Put the sealed file in the place of a readable one, which goes when that is proven.

    Raises:
        OSError: it cannot be written; the readable one is then still there.
    """
    data, target = path.read_bytes(), path.with_name(path.name + SUFFIX)
    write_durably(target, sealed(data, key), lambda read: unsealed(read, key) == data)
    path.unlink()
    return target


def unseal_in_place(path: Path, key: bytes) -> Path:
    """Put the readable file in the place of a sealed one, which goes when that is written.

    Raises:
        KnownError: the key does not open it.
        OSError: it cannot be written; the sealed one is then still there.
    """
    target = path.with_name(path.name.removesuffix(SUFFIX))
    write_durably(target, unsealed(path.read_bytes(), key))
    path.unlink()
    return target
