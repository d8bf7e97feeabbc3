"""Keys open to the right secret and to nothing else, and are never lost on the way."""

import json
import os
import stat
import unicodedata
from pathlib import Path

import pytest

from flipdesk.domain.ids import SessionId, new_guid
from flipdesk.domain.recovery_key import new_recovery_key
from flipdesk.errors import BugError, KnownError
from flipdesk.knowledge.key_file import (
    PREVIOUS,
    copy_of,
    lay_copy,
    load,
    path_of,
    read_key_file,
    write_key_file,
)
from flipdesk.knowledge.key_place import FILE, is_encrypted
from flipdesk.knowledge.key_wraps import Cost, Opener, seal
from flipdesk.knowledge.keys import Keys, WrongSecretError
from tests.helpers.figures import Figures
from tests.helpers.locked import CHEAP, PASSPHRASE, new_keys

SESSION = SessionId("0e5b1f4a-2f65-4b53-9d53-7f7a3a1f9f10")


@pytest.fixture
def made(folder: Path) -> tuple[Keys, str]:
    made = new_keys(folder)
    lay_copy(folder)
    return made


def same(one: Keys, other: Keys) -> bool:
    return (one.database, one.pseudonyms) == (other.database, other.pseudonyms)


def test_both_the_passphrase_and_the_printed_key_open(folder: Path, made: tuple[Keys, str]) -> None:
    keys, recovery = made
    assert is_encrypted(folder)
    assert same(Keys.unlock(folder, PASSPHRASE), keys)
    assert same(Keys.unlock(folder, recovery), keys)
    assert same(Keys.unlock(folder, recovery.lower().replace("-", " ")), keys)
    assert keys.database != keys.pseudonyms
    assert {len(keys.database), len(keys.pseudonyms)} == {32}


def test_a_passphrase_from_another_keyboard_opens(folder: Path, made: tuple[Keys, str]) -> None:
    apart = unicodedata.normalize("NFD", PASSPHRASE)
    assert apart != PASSPHRASE
    assert same(Keys.unlock(folder, apart), made[0])


def test_the_real_cost_opens_too(folder: Path) -> None:
    folder.mkdir()
    keys, _recovery = Keys.create(folder, PASSPHRASE)
    wrap = read_key_file(folder).wrap(Opener.PASSPHRASE)
    assert wrap is not None
    assert wrap.cost == Cost(iterations=3, lanes=4, memory_kib=65_536)
    assert same(Keys.unlock(folder, PASSPHRASE), keys)


def test_a_thousand_wrong_secrets_open_nothing(
    folder: Path, made: tuple[Keys, str], figures: Figures
) -> None:
    near = {PASSPHRASE[:at] + PASSPHRASE[at + 1 :] for at in range(len(PASSPHRASE))}
    near |= {PASSPHRASE.upper(), f"{PASSPHRASE} ", f" {PASSPHRASE}", ""}
    tried = accepted = 0
    wrong = [*near, *(new_recovery_key() for _ in range(500))]
    wrong += [f"{PASSPHRASE}{number}" for number in range(1000 - len(wrong))]
    for secret in wrong:
        tried += 1
        try:
            Keys.unlock(folder, secret)
        except WrongSecretError:
            continue
        accepted += 1
    figures.add(f"wrong secrets accepted of {tried}", accepted, "secrets", "0")
    assert (tried, accepted) == (1000, 0)
    assert same(Keys.unlock(folder, PASSPHRASE), made[0])


def test_what_was_typed_wrong_is_said(folder: Path, made: tuple[Keys, str]) -> None:
    recovery = made[1]
    wrong = ("0" if recovery[0] != "0" else "2") + recovery[1:]
    with pytest.raises(WrongSecretError, match="fejl i gendannelsesnøglen"):
        Keys.unlock(folder, wrong)
    with pytest.raises(WrongSecretError, match="en anden vidensbase"):
        Keys.unlock(folder, new_recovery_key())
    with pytest.raises(WrongSecretError, match="ikke den rigtige"):
        Keys.unlock(folder, "noget helt andet")


def test_no_secret_and_no_key_stands_in_the_folder(folder: Path, made: tuple[Keys, str]) -> None:
    keys, recovery = made
    keys.session_key(SESSION, make=True)
    needles = [
        PASSPHRASE.encode(),
        recovery.encode(),
        recovery.replace("-", "").encode(),
        keys.database,
        keys.database.hex().encode(),
        keys.pseudonyms,
        keys.session_key(SESSION) or b"?",
    ]
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert len(files) == 3
    for path in files:
        assert not [needle for needle in needles if needle in path.read_bytes()], path
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE((folder / "keys").stat().st_mode) == 0o700


def test_every_flipped_bit_of_a_wrap_is_noticed(folder: Path, made: tuple[Keys, str]) -> None:
    whole = path_of(folder).read_bytes()
    copy_of(folder).unlink()
    fields = json.loads(whole)
    fields["wraps"] = fields["wraps"][:1]
    opened = 0
    for name in ("salt", "nonce", "sealed"):
        kept = bytes.fromhex(fields["wraps"][0][name])
        for bit in range(len(kept) * 8):
            turned = bytearray(kept)
            turned[bit // 8] ^= 1 << bit % 8
            fields["wraps"][0][name] = turned.hex()
            path_of(folder).write_text(json.dumps(fields))
            with pytest.raises(WrongSecretError):
                Keys.unlock(folder, PASSPHRASE)
            opened += 1
        fields["wraps"][0][name] = kept.hex()
    assert opened == (16 + 12 + 48) * 8
    fields["wraps"][0]["cost"]["iterations"] = 2
    path_of(folder).write_text(json.dumps(fields))
    with pytest.raises(WrongSecretError):
        Keys.unlock(folder, PASSPHRASE)
    assert path_of(folder).read_text() == json.dumps(fields)
    path_of(folder).write_bytes(whole)
    assert same(Keys.unlock(folder, PASSPHRASE), made[0])


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"format": "flipdesk-keys"}', None])
def test_a_damaged_or_missing_key_file_is_left_as_it_is_and_its_copy_opens(
    folder: Path, made: tuple[Keys, str], damage: bytes | None
) -> None:
    if damage is None:
        path_of(folder).unlink()
    else:
        path_of(folder).write_bytes(damage)
    assert same(Keys.unlock(folder, PASSPHRASE), made[0])
    assert path_of(folder).exists() is (damage is not None)
    assert damage is None or path_of(folder).read_bytes() == damage
    copy_of(folder).unlink()
    with pytest.raises(KnownError, match="mangler eller er beskadiget"):
        Keys.unlock(folder, PASSPHRASE)


def test_a_key_file_that_would_eat_the_memory_is_refused(
    folder: Path, made: tuple[Keys, str]
) -> None:
    fields = json.loads(path_of(folder).read_bytes())
    for cost in ({"memory_kib": 2**30}, {"iterations": 10**6}, {"lanes": 0}):
        changed = json.loads(json.dumps(fields))
        changed["wraps"][0]["cost"] |= cost
        assert load(json.dumps(changed).encode()) is None


def test_another_passphrase_opens_and_the_old_one_does_not(
    folder: Path, made: tuple[Keys, str]
) -> None:
    keys, recovery = made
    before = path_of(folder).read_bytes()
    keys.change_passphrase("en helt ny sætning", CHEAP)
    previous = folder / "keys" / PREVIOUS
    assert previous.read_bytes() == before
    assert copy_of(folder).read_bytes() == before
    assert same(Keys.unlock(folder, "en helt ny sætning"), keys)
    assert not previous.exists()
    assert copy_of(folder).read_bytes() == path_of(folder).read_bytes() != before
    assert same(Keys.unlock(folder, recovery), keys)
    with pytest.raises(WrongSecretError):
        Keys.unlock(folder, PASSPHRASE)


def test_a_new_recovery_key_opens_instead_of_the_old(folder: Path, made: tuple[Keys, str]) -> None:
    keys, old = made
    new = keys.change_recovery_key()
    assert same(Keys.unlock(folder, new), keys)
    with pytest.raises(WrongSecretError):
        Keys.unlock(folder, old)
    assert same(Keys.unlock(folder, PASSPHRASE), keys)


def test_the_key_file_before_opens_when_the_new_one_is_damaged(
    folder: Path, made: tuple[Keys, str]
) -> None:
    keys, _recovery = made
    keys.change_passphrase("en helt ny sætning", CHEAP)
    path_of(folder).write_bytes(b"half a fi")
    assert same(Keys.unlock(folder, PASSPHRASE), keys)
    assert (folder / "keys" / PREVIOUS).exists()


def test_a_change_that_does_not_prove_itself_changes_nothing(
    folder: Path, made: tuple[Keys, str]
) -> None:
    before = path_of(folder).read_bytes()
    other = read_key_file(folder).with_wrap(seal(os.urandom(32), Opener.PASSPHRASE, b"x", CHEAP))
    with pytest.raises(KnownError):
        write_key_file(folder, other, lambda _read: False)
    assert path_of(folder).read_bytes() == before
    assert same(Keys.unlock(folder, PASSPHRASE), made[0])
    assert sorted(path.name for path in (folder / "keys").iterdir()) == [FILE]


def test_a_short_passphrase_is_refused(folder: Path, made: tuple[Keys, str]) -> None:
    for refused in ("", "hej", "elleve tegn"):
        with pytest.raises(KnownError, match="mindst 12"):
            Keys.create(folder / "ny", refused, CHEAP)
        with pytest.raises(KnownError, match="mindst 12"):
            made[0].change_passphrase(refused)
    assert not (folder / "ny").exists()


def test_keys_are_never_made_over_others(folder: Path, made: tuple[Keys, str]) -> None:
    with pytest.raises(KnownError, match="allerede nøgler"):
        new_keys(folder)
    assert same(Keys.unlock(folder, PASSPHRASE), made[0])


def test_a_session_has_one_key_of_its_own(folder: Path, made: tuple[Keys, str]) -> None:
    keys, _recovery = made
    assert keys.session_key(SESSION) is None
    key = keys.session_key(SESSION, make=True)
    assert key is not None
    assert len(key) == 32
    assert keys.session_key(SESSION) == keys.session_key(SESSION, make=True) == key
    assert Keys.unlock(folder, PASSPHRASE).session_key(SESSION) == key
    assert keys.session_key(SessionId(new_guid()), make=True) != key


def test_a_destroyed_session_key_is_gone(folder: Path, made: tuple[Keys, str]) -> None:
    keys, _recovery = made
    key = keys.session_key(SESSION, make=True)
    keys.destroy_session_key(SESSION)
    keys.destroy_session_key(SESSION)
    assert keys.session_key(SESSION) is None
    assert keys.session_key(SESSION, make=True) != key


@pytest.mark.parametrize("damage", [b"", b"short", bytes(60)])
def test_a_damaged_session_key_is_said_and_left(
    folder: Path, made: tuple[Keys, str], damage: bytes
) -> None:
    keys, _recovery = made
    keys.session_key(SESSION, make=True)
    path = folder / "keys" / "sessions" / f"{SESSION}.key"
    path.write_bytes(damage)
    for make in (False, True):
        with pytest.raises(KnownError, match="er beskadiget"):
            keys.session_key(SESSION, make=make)
    assert path.read_bytes() == damage


def test_the_key_of_one_session_does_not_pass_for_anothers(
    folder: Path, made: tuple[Keys, str]
) -> None:
    keys, _recovery = made
    other = SessionId(new_guid())
    keys.session_key(SESSION, make=True)
    sessions = folder / "keys" / "sessions"
    (sessions / f"{SESSION}.key").rename(sessions / f"{other}.key")
    with pytest.raises(KnownError, match="er beskadiget"):
        keys.session_key(other)


@pytest.mark.parametrize("name", ["../master", "", "0e5b1f4a-2f65-4b53-9d53-7f7a3a1f9f10/x"])
def test_no_key_is_named_by_anything_but_a_guid(made: tuple[Keys, str], name: str) -> None:
    with pytest.raises(BugError):
        made[0].session_key(SessionId(name), make=True)
