"""What a folder's sealed files are written and opened with: the key of its session.

Every file has a key of its own, made from the session's by HKDF-SHA256 (RFC 5869) and 16 random
bytes, so that a counter can be the nonce of AES-256-GCM (NIST SP 800-38D) and never comes twice.
"""

import base64
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
ID_BYTES = 16
TAG_BYTES = 16
_NONCE_BYTES = 12
_LABEL = b"flipdesk sound 1|"
_WORDS = b"words"
_HIDDEN = "sealed:"


class UnsealableError(Exception):
    """Something sealed is not what was written, or the key is another."""


@dataclass(frozen=True, slots=True)
class Seal:
    """The key of a session and the name of the folder in which its sealed files lie.

    A file that was carried to another folder, or given another name, does not open.
    """

    key: bytes = field(repr=False)
    folder: str

    def __post_init__(self) -> None:
        """Refuse a key of another length, by ValueError."""
        if len(self.key) != KEY_BYTES:
            raise ValueError(f"a key of {len(self.key)} bytes")

    def cipher(self, stem: str, file_id: bytes) -> "FileCipher":
        """Return what seals and opens a file; `stem` is its name without its ending."""
        return FileCipher(self.key, f"{self.folder}|{stem}|".encode(), file_id)

    def hide(self, words: str) -> str:
        """Return words as the manifest of a sealed recording holds them."""
        if not words:
            return ""
        nonce = os.urandom(_NONCE_BYTES)
        sealed = nonce + _cipher(self.key, _WORDS).encrypt(nonce, words.encode(), _WORDS)
        return _HIDDEN + base64.b64encode(sealed).decode("ascii")

    def reveal(self, words: str) -> str:
        """Return the words that were hidden, "" where the key is another."""
        from cryptography.exceptions import InvalidTag

        if not is_hidden(words):
            return words
        try:
            sealed = base64.b64decode(words.removeprefix(_HIDDEN), validate=True)
            nonce, rest = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
            return _cipher(self.key, _WORDS).decrypt(nonce, rest, _WORDS).decode()
        except (ValueError, InvalidTag):
            return ""


def is_hidden(words: str) -> bool:
    """Return whether words of a manifest are sealed."""
    return words.startswith(_HIDDEN)


class FileCipher:
    """Seals and opens the records of one file, told apart by a counter and what stands before."""

    def __init__(self, key: bytes, context: bytes, file_id: bytes) -> None:
        self._context = context
        self._aead = _cipher(key, _LABEL + context, file_id)

    def seal(self, counter: int, header: bytes, data: bytes | memoryview) -> bytes:
        """Return data sealed, 16 bytes longer. No counter may be given twice."""
        nonce = counter.to_bytes(_NONCE_BYTES, "big")
        return self._aead.encrypt(nonce, data, self._context + header)

    def open(self, counter: int, header: bytes, sealed: bytes) -> bytes:
        """Return what was sealed.

        Raises:
            UnsealableError: it, its header or its place is not what was written.
        """
        from cryptography.exceptions import InvalidTag

        nonce = counter.to_bytes(_NONCE_BYTES, "big")
        try:
            return self._aead.decrypt(nonce, sealed, self._context + header)
        except InvalidTag as problem:
            raise UnsealableError from problem


def _cipher(key: bytes, info: bytes, salt: bytes | None = None) -> "AESGCM":
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return AESGCM(HKDF(SHA256(), KEY_BYTES, salt, info).derive(key))


def seal_of(key: bytes | None, folder: str) -> Seal | None:
    """Return the seal of a folder by its name, None where there is no key."""
    return None if key is None else Seal(key, folder)
