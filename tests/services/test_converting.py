"""Converting a knowledge base both ways: everything is there after, and nothing readable stays."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from typing_extensions import override

from flipdesk.domain.clock import ManualClock
from flipdesk.domain.ids import PersonId, SeriesId, new_guid
from flipdesk.domain.pseudonyms import Pseudonym
from flipdesk.domain.vocabulary import Role
from flipdesk.errors import KnownError
from flipdesk.knowledge.backup import list_backups
from flipdesk.knowledge.backup_manifest import is_as_made, read_manifest
from flipdesk.knowledge.converted import contents, converted_of
from flipdesk.knowledge.engine import connect
from flipdesk.knowledge.file_header import is_plain
from flipdesk.knowledge.key_place import is_encrypted
from flipdesk.knowledge.keys import Keys
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.opening import open_or_create
from flipdesk.services.carriers import carriers
from flipdesk.services.converting import StoppedError, Watch, decrypt, encrypt, finish, unconverted
from flipdesk.services.desk import Desk
from flipdesk.services.samples import add_samples
from tests.helpers.locked import CHEAP, PASSPHRASE

NEEDLE = "Nåletræsnålepude"


@pytest.fixture
def folder(tmp_path: Path, clock: ManualClock) -> Path:
    """A closed plain knowledge base with the example, a key list, backups and sound."""
    folder = tmp_path / "prøve.flipkb"
    base = open_or_create(folder, clock)
    session = add_samples(base, clock).session_id
    base.settings.set("user_name", NEEDLE)
    base.back_up("before")
    role = Pseudonym(Role.MENTOR, NEEDLE, 1)
    base.pseudonym_key.give(SeriesId(new_guid()), {PersonId(new_guid()): role})
    sound = base.recording_folder(session)
    sound.mkdir(parents=True)
    (sound / "sound.raw").write_bytes(NEEDLE.encode())
    base.close()
    return folder


@pytest.fixture
def with_kept(folder: Path, clock: ManualClock) -> Path:
    """The same with the copy of a deleted session, and a damaged file that was set aside."""
    base = KnowledgeBase.open(folder, clock)
    desk = Desk(base, clock)
    session_id = base.sessions.all()[0].id
    note = base.reflections.of_session(session_id)[0]
    desk.texts.rewrite(note, NEEDLE)
    desk.files.delete(session_id)
    base.close()
    aside = folder / "damaged" / "2026-11-23T080000Z"
    aside.mkdir(parents=True)
    (aside / "knowledge.sqlite").write_bytes(b"SQLite format 3\0" + NEEDLE.encode())
    return folder


class Heard(Watch):
    """Keeps what it is told, and stops when it is told so often."""

    def __init__(self, stop_after: int | None = None) -> None:
        self.recovery: list[str] = []
        self.fractions: list[float] = []
        self._left = stop_after

    def stop_after(self, questions: int) -> None:
        self._left = questions

    @override
    def recovery_key(self, recovery: str) -> None:
        self.recovery.append(recovery)

    @override
    def at(self, fraction: float) -> None:
        self.fractions.append(fraction)

    @property
    @override
    def is_cancelled(self) -> bool:
        if self._left is None:
            return False
        self._left -= 1
        return self._left < 0


def turn_bytes(folder: Path, key: bytes, to_plain: bool, before: Callable[[int], object]) -> None:
    """Convert sound for the tests: every byte is turned by the key's first."""
    path = folder / "sound.raw"
    before(path.stat().st_size)
    data = path.read_bytes()
    if (NEEDLE.encode() in data) != to_plain:
        path.write_bytes(bytes(byte ^ (key[0] | 1) for byte in data))


def rows(path: Path, key: bytes | None = None) -> dict[str, tuple[int, str]]:
    connection = connect(str(path), key)
    try:
        return contents(connection)
    finally:
        connection.close()


def is_as_told(backup: Path) -> bool:
    manifest = read_manifest(backup)
    return manifest is not None and is_as_made(backup, manifest)


def readable(folder: Path) -> list[str]:
    return sorted(
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file()
        and any(needle in path.read_bytes() for needle in (NEEDLE.encode(), b"SQLite format 3"))
    )


def test_there_and_back_changes_no_row(folder: Path, clock: ManualClock) -> None:
    database = folder / "knowledge.sqlite"
    before = rows(database)
    assert sum(count for count, _digest in before.values()) > 500
    heard = Heard()
    keys = encrypt(folder, clock, PASSPHRASE, heard, turn_bytes, CHEAP)
    assert readable(folder) == []
    assert unconverted(folder) == ()
    assert is_encrypted(folder)
    assert rows(database, keys.database) == before
    assert all(is_as_told(path) for path in list_backups(folder))
    for secret in (PASSPHRASE, *heard.recovery):
        base = KnowledgeBase.open(folder, clock, keys=Keys.unlock(folder, secret))
        assert base.check() == ()
        assert len(base.pseudonym_key.entries()) == 1
        base.close()
    assert heard.fractions == sorted(heard.fractions) != []

    decrypt(folder, clock, keys, Heard(), turn_bytes)
    assert not is_encrypted(folder)
    assert rows(database) == before
    left = sorted(path.name for path in folder.rglob("*") if path.is_file())
    backups = sorted(path.name for path in (folder / "backups").iterdir())
    assert left == sorted(
        [*backups, "journal.jsonl", "knowledge.sqlite", "pseudonyms.sqlite", "sound.raw"]
    )
    assert len(backups) == 2
    assert all(is_as_told(path) for path in list_backups(folder))
    base = KnowledgeBase.open(folder, clock)
    assert len(base.pseudonym_key.entries()) == 1
    base.close()
    assert NEEDLE.encode() in next((folder / "recordings").rglob("sound.raw")).read_bytes()


def test_copies_of_sessions_and_files_set_aside_are_sealed_and_come_back(
    with_kept: Path, clock: ManualClock
) -> None:
    (copy,) = (with_kept / "backups").glob("*.flip.json")
    text = copy.read_bytes()
    assert NEEDLE.encode() in text
    keys = encrypt(with_kept, clock, PASSPHRASE, Heard(), turn_bytes, CHEAP)
    assert readable(with_kept) == []
    assert unconverted(with_kept) == ()
    (sealed,) = (with_kept / "backups").glob("*.flip.json.sealed")
    base = KnowledgeBase.open(with_kept, clock, keys=keys)
    imported = Desk(base, clock).files.import_data(sealed.read_bytes(), sealed.name)
    assert imported.is_new
    texts = [one.text for one in base.reflections.of_session(imported.session_id)]
    assert NEEDLE in texts
    base.close()
    decrypt(with_kept, clock, keys, Heard(), turn_bytes)
    assert copy.read_bytes() == text
    assert not sealed.exists()
    assert NEEDLE.encode() in next((with_kept / "damaged").rglob("knowledge.sqlite")).read_bytes()


def test_a_session_deleted_from_an_encrypted_base_leaves_a_copy_nobody_else_reads(
    folder: Path, clock: ManualClock
) -> None:
    keys = encrypt(folder, clock, PASSPHRASE, Heard(), turn_bytes, CHEAP)
    base = KnowledgeBase.open(folder, clock, keys=keys)
    desk = Desk(base, clock)
    session_id = base.sessions.all()[0].id
    desk.texts.rewrite(base.reflections.of_session(session_id)[0], NEEDLE)
    copy = desk.files.delete(session_id).copy
    assert copy.suffix == ".sealed"
    assert readable(folder) == []
    assert carriers(folder, [NEEDLE.encode()], keys) == (copy,)
    assert carriers(folder, [b"findes ikke"], keys) == ()
    data = bytearray(copy.read_bytes())
    data[-1] ^= 1
    with pytest.raises(KnownError, match="beskadiget"):
        desk.files.read(bytes(data), copy.name)
    base.close()
    plain = open_or_create(folder.parent / "åben.flipkb", clock)
    with pytest.raises(KnownError, match="krypteret"):
        Desk(plain, clock).files.read(copy.read_bytes(), copy.name)
    plain.close()


def test_encrypting_twice_is_refused(folder: Path, clock: ManualClock) -> None:
    encrypt(folder, clock, PASSPHRASE, Heard(), turn_bytes, CHEAP)
    with pytest.raises(KnownError, match="allerede krypteret"):
        encrypt(folder, clock, PASSPHRASE, Heard(), turn_bytes, CHEAP)


def test_an_open_knowledge_base_is_not_converted(folder: Path, clock: ManualClock) -> None:
    base = KnowledgeBase.open(folder, clock)
    with pytest.raises(KnownError, match="et andet FlipDesk"):
        encrypt(folder, clock, PASSPHRASE, Heard(), turn_bytes, CHEAP)
    base.close()
    assert not is_encrypted(folder)
    assert not (folder / "keys" / "master.json.converting").exists()


def test_stopped_it_goes_on_where_it_was(folder: Path, clock: ManualClock) -> None:
    # The second question comes after the database is encrypted.
    with pytest.raises(KnownError, match="Stoppet"):
        encrypt(folder, clock, PASSPHRASE, Heard(stop_after=1), turn_bytes, CHEAP)
    assert is_encrypted(folder)
    assert len(unconverted(folder)) == 2
    keys = Keys.unlock(folder, PASSPHRASE)
    base = KnowledgeBase.open(folder, clock, keys=keys)
    assert base.settings.get("user_name") == NEEDLE
    assert len(base.pseudonym_key.entries()) == 1
    base.close()
    finish(folder, clock, keys, Heard(), turn_bytes)
    assert readable(folder) == []


def test_it_can_be_stopped_within_the_sound_of_a_session(folder: Path, clock: ManualClock) -> None:
    stopped = Heard()

    def stop(session: Path, key: bytes, to_plain: bool, before: Callable[[int], object]) -> None:
        stopped.stop_after(0)
        turn_bytes(session, key, to_plain, before)

    with pytest.raises(StoppedError):
        encrypt(folder, clock, PASSPHRASE, stopped, stop, CHEAP)
    assert stopped.fractions == sorted(stopped.fractions)
    assert "recordings" in "".join(readable(folder))
    heard = Heard()
    finish(folder, clock, Keys.unlock(folder, PASSPHRASE), heard, turn_bytes)
    assert heard.fractions[0] == 0
    assert 0 < heard.fractions[-1] < 1
    assert readable(folder) == []


def test_stopped_before_anything_it_is_as_it_was(folder: Path, clock: ManualClock) -> None:
    with pytest.raises(KnownError, match="Stoppet"):
        encrypt(folder, clock, PASSPHRASE, Heard(stop_after=0), turn_bytes, CHEAP)
    assert not is_encrypted(folder)
    KnowledgeBase.open(folder, clock).close()
    encrypt(folder, clock, PASSPHRASE, Heard(), turn_bytes, CHEAP)
    assert readable(folder) == []


def test_a_damaged_backup_is_named_and_left_and_the_rest_is_converted(
    folder: Path, clock: ManualClock
) -> None:
    backup = next((folder / "backups").glob("*.sqlite"))
    damaged = backup.read_bytes()[:3000] + bytes(3000)
    backup.write_bytes(damaged)
    with pytest.raises(KnownError, match=backup.name):
        encrypt(folder, clock, PASSPHRASE, Heard(), turn_bytes, CHEAP)
    assert backup.read_bytes() == damaged
    assert readable(folder) == [f"backups/{backup.name}"]
    assert list(unconverted(folder)) == [backup]
    KnowledgeBase.open(folder, clock, keys=Keys.unlock(folder, PASSPHRASE)).close()


def test_sound_that_cannot_be_converted_keeps_its_key(folder: Path, clock: ManualClock) -> None:
    keys = encrypt(folder, clock, PASSPHRASE, Heard(), turn_bytes, CHEAP)
    with pytest.raises(KnownError, match="Lyden"):
        decrypt(folder, clock, keys, Heard())
    assert is_encrypted(folder)
    base = KnowledgeBase.open(folder, clock, keys=Keys.unlock(folder, PASSPHRASE))
    assert base.settings.get("user_name") == NEEDLE
    base.close()
    decrypt(folder, clock, keys, Heard(), turn_bytes)
    assert NEEDLE.encode() in next((folder / "recordings").rglob("sound.raw")).read_bytes()


def test_a_copy_that_is_not_the_same_never_takes_the_place(
    folder: Path, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flipdesk.knowledge import converted

    export = converted._export

    def lossy(source: object, target: Path, key: bytes | None) -> None:
        export(source, target, key)  # type: ignore[arg-type]
        copy = connect(str(target), key)
        copy.execute("pragma foreign_keys = off")
        copy.execute("update reflection set text = text || ' ' where seq = 1")
        copy.close()

    monkeypatch.setattr(converted, "_export", lossy)
    before = rows(folder / "knowledge.sqlite")
    with pytest.raises(KnownError, match="kunne ikke skrives om"):
        encrypt(folder, clock, PASSPHRASE, Heard(), turn_bytes, CHEAP)
    assert is_plain(folder / "knowledge.sqlite")
    assert not converted_of(folder / "knowledge.sqlite").exists()
    assert rows(folder / "knowledge.sqlite") == before
    assert not is_encrypted(folder)


def test_a_damaged_database_that_had_a_key_is_not_called_readable(
    folder: Path, clock: ManualClock
) -> None:
    aside = folder / "damaged" / "2026-11-25T163842Z"
    aside.mkdir(parents=True)
    plain = aside / "knowledge.sqlite"
    # Its first page is gone; what stands in the others is to be read all the same.
    plain.write_bytes(os.urandom(4096) + (folder / "knowledge.sqlite").read_bytes()[4096:])
    keys = encrypt(folder, clock, PASSPHRASE, Heard(), turn_bytes, CHEAP)
    assert [one.name for one in aside.iterdir()] == ["knowledge.sqlite.sealed"]
    encrypted = bytearray((folder / "knowledge.sqlite").read_bytes())
    encrypted[5000:5016] = bytes(16)
    again = aside / "knowledge.sqlite"
    again.write_bytes(encrypted)
    assert unconverted(folder) == ()
    finish(folder, clock, keys, Heard(), turn_bytes)
    assert again.read_bytes() == bytes(encrypted)
