"""An encrypted knowledge base: nothing readable in any file, and it opens to its own keys only."""

import os
import shutil
from pathlib import Path

import pytest

from flipdesk.domain.clock import ManualClock
from flipdesk.domain.ids import PersonId, SeriesId, SessionId, new_guid
from flipdesk.domain.pseudonyms import Pseudonym
from flipdesk.domain.vocabulary import Role
from flipdesk.errors import BugError, KnownError
from flipdesk.exchange.codebook_file import load_shipped
from flipdesk.knowledge import engine
from flipdesk.knowledge.database import open_database
from flipdesk.knowledge.file_header import is_plain
from flipdesk.knowledge.key_file import copy_of
from flipdesk.knowledge.keys import Keys
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.knowledge.migrations import APPLICATION_ID, SCHEMA_VERSION
from tests.helpers.figures import Figures
from tests.helpers.locked import PASSPHRASE, new_keys

NEEDLE = "Nåletræsnålepude"


@pytest.fixture
def keys(folder: Path) -> Keys:
    return new_keys(folder)[0]


@pytest.fixture
def locked(folder: Path, clock: ManualClock, keys: Keys) -> KnowledgeBase:
    base = KnowledgeBase.create(
        folder, clock, load_shipped("da").values(), author=NEEDLE, keys=keys
    )
    base.settings.set("user_name", NEEDLE)
    base.pseudonym_key.give(
        SeriesId(new_guid()), {PersonId(NEEDLE): Pseudonym(Role.MENTOR, "A", 1)}
    )
    return base


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def hits(folder: Path) -> list[str]:
    found = []
    for name, data in contents(folder).items():
        readable = (NEEDLE.encode(), NEEDLE.encode("utf-16-le"), b"SQLite format 3", b"create ")
        if any(needle in data for needle in readable):
            found.append(name)
    return found


def test_nothing_is_readable_open_or_closed(
    folder: Path, locked: KnowledgeBase, figures: Figures
) -> None:
    locked.back_up("by-hand")
    assert (folder / "knowledge.sqlite-wal").stat().st_size > 0
    found = hits(folder)
    locked.close()
    found += hits(folder)
    figures.add("readable files of an encrypted knowledge base", len(found), "files", "0")
    assert found == []
    names = set(contents(folder))
    assert {"knowledge.sqlite", "keys/master.json", "keys/pseudonyms.sqlite"} <= names
    assert sum(not name.endswith(".manifest.json") for name in names) == 5


def test_it_opens_again_with_its_keys(
    folder: Path, locked: KnowledgeBase, clock: ManualClock
) -> None:
    locked.close()
    base = KnowledgeBase.open(folder, clock, keys=Keys.unlock(folder, PASSPHRASE))
    assert base.settings.get("user_name") == NEEDLE
    assert base.check() == ()
    assert len(base.pseudonym_key.entries()) == 1
    found = {
        name: base.database.connection.execute(f"pragma {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "application_id", "user_version")
    }
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "application_id": APPLICATION_ID,
        "user_version": SCHEMA_VERSION,
    }
    base.close()


def test_a_thousand_wrong_keys_open_nothing(
    folder: Path,
    locked: KnowledgeBase,
    keys: Keys,
    clock: ManualClock,
    figures: Figures,
    capfd: pytest.CaptureFixture[str],
) -> None:
    locked.close()
    before = contents(folder)
    path = folder / "knowledge.sqlite"
    near = [
        bytes((*keys.database[:at], keys.database[at] ^ 1, *keys.database[at + 1 :]))
        for at in range(32)
    ]
    tried = accepted = 0
    for key in [*near, keys.pseudonyms, *(os.urandom(32) for _ in range(967))]:
        tried += 1
        try:
            open_database(path, clock, key).close()
        except KnownError as error:
            assert "med disse nøgler" in str(error)  # noqa: PT017
            continue
        accepted += 1
    figures.add(f"wrong keys accepted of {tried}", accepted, "keys", "0")
    assert (tried, accepted) == (1000, 0)
    assert contents(folder) == before
    assert capfd.readouterr().err == ""
    open_database(path, clock, keys.database).close()


def test_without_keys_it_is_refused_untouched(
    folder: Path, locked: KnowledgeBase, clock: ManualClock
) -> None:
    locked.close()
    before = contents(folder)
    with pytest.raises(KnownError):
        KnowledgeBase.open(folder, clock)
    assert contents(folder) == before


def test_a_plain_file_in_its_place_is_refused_untouched(
    folder: Path, locked: KnowledgeBase, keys: Keys, clock: ManualClock, tmp_path: Path
) -> None:
    locked.close()
    KnowledgeBase.create(tmp_path / "other", clock, load_shipped("da").values()).close()
    plain = (tmp_path / "other" / "knowledge.sqlite").read_bytes()
    (folder / "knowledge.sqlite").write_bytes(plain)
    with pytest.raises(KnownError, match="er ikke krypteret"):
        KnowledgeBase.open(folder, clock, keys=keys)
    assert (folder / "knowledge.sqlite").read_bytes() == plain


@pytest.mark.parametrize("size", [0, 100, 5000])
def test_a_truncated_file_is_refused_untouched(
    folder: Path, locked: KnowledgeBase, keys: Keys, clock: ManualClock, size: int
) -> None:
    locked.close()
    path = folder / "knowledge.sqlite"
    os.truncate(path, size)
    before = contents(folder)
    with pytest.raises(KnownError):
        KnowledgeBase.open(folder, clock, keys=keys)
    assert contents(folder) == before


def test_every_page_that_changed_is_noticed(
    folder: Path, locked: KnowledgeBase, keys: Keys, clock: ManualClock, figures: Figures
) -> None:
    locked.close()
    path = folder / "knowledge.sqlite"
    whole = path.read_bytes()
    missed = 0
    pages = range(0, len(whole), 4096)
    for at in pages:
        turned = bytearray(whole)
        turned[at + 1000] ^= 1
        path.write_bytes(turned)
        try:
            open_database(path, clock, keys.database).close()
            missed += 1
        except KnownError:
            pass
        assert path.read_bytes() == turned
        path.with_name("knowledge.sqlite-wal").unlink(missing_ok=True)
    figures.add(f"bits turned in {len(pages)} encrypted pages, not noticed", missed, "pages", "0")
    assert missed == 0


def test_an_engine_that_does_not_encrypt_makes_no_database(
    folder: Path, keys: Keys, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sqlite3

    monkeypatch.setattr(engine, "sqlite", sqlite3)
    with pytest.raises(BugError, match="does not encrypt"):
        KnowledgeBase.create(folder, clock, (), keys=keys)
    assert not (folder / "knowledge.sqlite").exists()


def test_a_backup_opens_with_the_copy_of_the_key_file_beside_it(
    folder: Path, locked: KnowledgeBase, clock: ManualClock, tmp_path: Path
) -> None:
    copy = locked.back_up("by-hand")
    locked.close()
    assert not is_plain(copy)
    restored = tmp_path / "alone"
    restored.mkdir()
    (restored / "knowledge.sqlite").write_bytes(copy.read_bytes())
    (restored / "master.json").write_bytes(copy_of(folder).read_bytes())
    base = KnowledgeBase.open(restored, clock, keys=Keys.unlock(restored, PASSPHRASE))
    assert base.settings.get("user_name") == NEEDLE
    base.close()


def test_sqlite_utils_works_on_top(locked: KnowledgeBase) -> None:
    tools = engine.tools(locked.database.connection)
    assert tools["setting"].count > 0
    assert {"reflection", "person"} <= set(tools.table_names())
    locked.close()


def test_the_sound_has_a_key_only_when_it_is_encrypted(
    base: KnowledgeBase, tmp_path: Path, clock: ManualClock
) -> None:
    session = SessionId(new_guid())
    assert base.session_key(session, make=True) is None
    keys, _recovery = new_keys(tmp_path / "locked")
    locked = KnowledgeBase.create(tmp_path / "locked", clock, (), keys=keys)
    assert locked.session_key(session) is None
    key = locked.session_key(session, make=True)
    assert key == locked.session_key(session) == keys.session_key(session)
    locked.close()


def test_a_kill_while_a_page_is_added_to_the_file_costs_nothing(
    tmp_path: Path, folder: Path, locked: KnowledgeBase, keys: Keys, clock: ManualClock
) -> None:
    locked.settings.set("long", NEEDLE * 9_000)
    killed = Path(shutil.copytree(folder, tmp_path / "dræbt.flipkb"))
    with (killed / "knowledge.sqlite").open("ab") as file:
        file.write(os.urandom(2_000))
    base = KnowledgeBase.open(killed, clock, keys=keys)
    assert base.settings.get("long") == NEEDLE * 9_000
    assert base.check() == ()
    base.close()
    locked.close()
