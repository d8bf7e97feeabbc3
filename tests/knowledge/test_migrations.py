"""Every old knowledge base comes up to date, after a backup that opens."""

from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite

from flipdesk.domain.clock import ManualClock
from flipdesk.domain.vocabulary import Answer
from flipdesk.errors import KnownError
from flipdesk.knowledge import database as opening
from flipdesk.knowledge.engine import connect, new_migrations, tools
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.knowledge.migrations import APPLICATION_ID, SCHEMA_VERSION, STEPS

RELEASED = sorted((Path(__file__).parent.parent / "knowledge_bases").glob("*.sqlite"))


def schema(path: Path) -> list[tuple[str, str]]:
    connection = sqlite.connect(str(path))
    rows = connection.execute("select name, sql from sqlite_master where sql <> '' order by name")
    found = [(row[0], row[1]) for row in rows]
    connection.close()
    return found


def make_old(folder: Path, version: int) -> None:
    """Make a knowledge base as it was after that many steps."""
    folder.mkdir()
    connection = connect(str(folder / "knowledge.sqlite"))
    connection.execute(f"pragma application_id = {APPLICATION_ID}")
    migrations = new_migrations("flipdesk")
    for step in STEPS[:version]:
        migrations()(step)
    migrations.apply(tools(connection))
    connection.execute(f"pragma user_version = {version}")
    connection.close()


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_migrate_from_every_step(
    tmp_path: Path, base: KnowledgeBase, folder: Path, clock: ManualClock, version: int
) -> None:
    old = tmp_path / "gammel.flipkb"
    make_old(old, version)
    before = schema(old / "knowledge.sqlite")
    migrated = KnowledgeBase.open(old, clock)
    assert migrated.check() == ()
    (backup,) = migrated.backups()
    migrated.close()
    base.close()
    assert schema(backup) == before
    assert schema(old / "knowledge.sqlite") == schema(folder / "knowledge.sqlite")


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
def test_migrate_from_every_release(released: Path, tmp_path: Path, clock: ManualClock) -> None:
    old = tmp_path / "udgivet.flipkb"
    old.mkdir()
    (old / "knowledge.sqlite").write_bytes(released.read_bytes())
    base = KnowledgeBase.open(old, clock)
    assert base.check() == ()
    assert [session.title for session in base.sessions.all()] == ["Samtaleflip 3"]
    session = base.sessions.all()[0]
    record = base.record(session.id)
    assert len(record.reflections) == 17
    asked = [(one.consent.by_role, one.consent.by_name) for one in record.participants]
    # Nobody said no yet in a knowledge base that knew only what was said yes to.
    assert asked.count((Answer.GIVEN, Answer.GIVEN)) == 2
    assert asked.count((Answer.GIVEN, Answer.UNKNOWN)) == 5
    assert asked.count((Answer.UNKNOWN, Answer.UNKNOWN)) == 2
    base.close()


def test_every_release_has_its_file() -> None:
    assert RELEASED, "a released schema without a file cannot be tested"


@pytest.fixture
def broken_step(monkeypatch: pytest.MonkeyPatch) -> None:
    def m999_break(db: object) -> None:
        raise sqlite.OperationalError("no such thing")

    monkeypatch.setattr(opening, "STEPS", (*STEPS, m999_break))
    monkeypatch.setattr(opening, "SCHEMA_VERSION", SCHEMA_VERSION + 1)


def test_migration_that_fails_leaves_the_old_schema(
    base: KnowledgeBase, folder: Path, clock: ManualClock, broken_step: None
) -> None:
    base.settings.set("user_name", "Lærke")
    base.close()
    with pytest.raises(KnownError):
        KnowledgeBase.open(folder, clock)
    connection = sqlite.connect(str(folder / "knowledge.sqlite"))
    assert connection.execute("pragma user_version").fetchone()[0] == SCHEMA_VERSION
    assert connection.execute("select value from setting").fetchone()[0] == "Lærke"
    connection.close()
