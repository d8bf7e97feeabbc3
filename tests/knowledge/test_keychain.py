"""The keychain of the operating system: kept there, recalled, forgotten, and not there at all."""

import sys
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeychain

from flipdesk.errors import KnownError
from flipdesk.knowledge import keychain as module
from flipdesk.knowledge.keychain import forget, recall, remember, remembers
from flipdesk.knowledge.keys import Keys
from tests.helpers.keychains import FileKeychain, MemoryKeychain, keychain
from tests.helpers.locked import PASSPHRASE, new_keys

__all__ = ["keychain"]


def never() -> bool:
    return False


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    return new_keys(tmp_path / "base.flipkb")[0]


def test_a_computer_that_remembers_opens_without_the_passphrase(
    keychain: MemoryKeychain, keys: Keys
) -> None:
    assert not remembers(keys.folder)
    assert recall(keys.folder, never) is None
    remember(keys)
    assert remembers(keys.folder)
    opened = recall(keys.folder, never)
    assert opened is not None
    assert opened.database == keys.database
    assert Keys.unlock(keys.folder, PASSPHRASE).database == keys.database


def test_neither_the_keychain_nor_the_folder_opens_by_itself(
    keychain: MemoryKeychain, keys: Keys
) -> None:
    remember(keys)
    (secret,) = keychain.kept.values()
    on_disk = b"".join(path.read_bytes() for path in keys.folder.rglob("*") if path.is_file())
    assert secret.encode() not in on_disk
    assert bytes.fromhex(secret) not in on_disk
    assert secret != keys.database.hex()
    keychain.kept.clear()
    assert recall(keys.folder, never) is None
    assert Keys.unlock(keys.folder, PASSPHRASE).database == keys.database


def test_forgotten_it_opens_nowhere_though_the_keychain_kept_it(
    keychain: MemoryKeychain, keys: Keys
) -> None:
    remember(keys)
    kept = dict(keychain.kept)
    forget(keys)
    assert not keychain.kept
    assert not remembers(keys.folder)
    keychain.kept.update(kept)
    assert recall(keys.folder, never) is None


def test_a_computer_without_a_keychain_is_told_and_changes_nothing(keys: Keys) -> None:
    before = (keys.folder / "keys" / "master.json").read_bytes()
    for none in (FileKeychain(), NoKeychain()):  # type: ignore[no-untyped-call]
        keyring.set_keyring(none)
        with pytest.raises(KnownError, match=r"keychain|nøglering"):
            remember(keys)
        assert recall(keys.folder, never) is None
    assert (keys.folder / "keys" / "master.json").read_bytes() == before


def test_without_the_extra_there_is_no_keychain(
    keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(KnownError):
        remember(keys)
    assert recall(keys.folder, never) is None


def test_a_keychain_that_refuses_or_does_not_answer_holds_nobody_up(
    keychain: MemoryKeychain, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember(keys)
    keychain.is_locked = True
    assert recall(keys.folder, never) is None
    keychain.is_locked = False
    keychain.answers.clear()
    assert recall(keys.folder, lambda: True) is None
    monkeypatch.setattr(module, "PATIENCE_S", 0.1)
    assert recall(keys.folder, never) is None
    forget(keys)
    assert not remembers(keys.folder)
