"""Keychains for tests: one that keeps, one that does not answer, one that refuses."""

from collections.abc import Iterator
from threading import Event

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked
from typing_extensions import override


class MemoryKeychain(KeyringBackend):
    """Keeps in memory what it is given; waits for `answers` first."""

    priority = 5.0
    # `keyring` would find it by itself and take it for this computer's.
    viable = False

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}
        self.answers = Event()
        self.answers.set()
        self.is_locked = False

    @override
    def get_password(self, service: str, username: str) -> str | None:
        self._ask()
        return self.kept.get((service, username))

    @override
    def set_password(self, service: str, username: str, password: str) -> None:
        self._ask()
        self.kept[service, username] = password

    @override
    def delete_password(self, service: str, username: str) -> None:
        self._ask()
        del self.kept[service, username]

    def _ask(self) -> None:
        self.answers.wait(20)
        if self.is_locked:
            raise KeyringLocked("turned away")


class FileKeychain(MemoryKeychain):
    """One that anybody can read, as a plain file."""

    priority = 0.5


@pytest.fixture
def keychain() -> Iterator[MemoryKeychain]:
    """The keychain of this computer, in memory."""
    before, memory = keyring.get_keyring(), MemoryKeychain()
    keyring.set_keyring(memory)
    yield memory
    memory.answers.set()
    keyring.set_keyring(before)
