"""What nobody wrote is noticed, and what FlipDesk writes is not."""

from pathlib import Path

import pytest

from flipdesk.domain.clock import ManualClock
from flipdesk.errors import KnownError
from flipdesk.knowledge.engine import connect
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.knowledge.migrations import SCHEMA_VERSION
from flipdesk.knowledge.person_columns import PERSON_COLUMNS
from tests.helpers.app import sample_record


@pytest.fixture
def full(base: KnowledgeBase) -> KnowledgeBase:
    with base.atomic():
        base.add_record(sample_record())
    return base


def test_new_knowledge_base_is_sealed(base: KnowledgeBase) -> None:
    sealed = {str(row["id"]) for row in base.database.execute("select id from seal")}
    assert sealed == {table for table in PERSON_COLUMNS if not table.endswith("_fts")}
    assert base.seals.check() == ()


def test_everything_stored_is_sealed(full: KnowledgeBase) -> None:
    assert full.seals.check() == ()


@pytest.mark.parametrize(
    ("table", "column"),
    [
        *(("reflection", "text"), ("reflection", "at_ms"), ("reflection_tag", "code")),
        *(("person", "name"), ("participation", "consent_part"), ("turn", "to_ms")),
        *(("session", "title"), ("code", "name")),
    ],
)
def test_changed_value_is_noticed(full: KnowledgeBase, table: str, column: str) -> None:
    full.database.connection.execute(
        f"update {table} set {column} = case typeof({column}) when 'integer' then {column} + 1"
        f" else replace({column}, substr({column}, 1, 1), 'Q') end"
        f" where id = (select id from {table} where {column} is not null limit 1)"
    )
    assert full.seals.check() == (table,)


def test_row_that_is_gone_is_noticed(full: KnowledgeBase) -> None:
    full.database.connection.execute(
        "delete from marker where id = (select id from marker limit 1)"
    )
    assert full.seals.check() == ("marker",)


def test_transaction_that_failed_moves_no_seal(full: KnowledgeBase) -> None:
    def fail() -> None:
        with full.atomic():
            full.settings.set("user_name", "Åse")
            raise KnownError("disken er fuld")

    with pytest.raises(KnownError):
        fail()
    assert full.seals.check() == ()
    full.settings.set("user_name", "Bo")
    assert full.seals.check() == ()


def test_written_while_rows_are_read_is_no_damage(full: KnowledgeBase) -> None:
    full.seals.look_again()
    number = 0
    while full.seals.step():
        number += 1
        full.settings.set(f"{number:04}", "før")
        full.settings.set("user_name", str(number))
    assert full.seals.broken == ()
    assert full.seals.check() == ()


def test_seals_are_kept_when_closed(full: KnowledgeBase, folder: Path, clock: ManualClock) -> None:
    full.close()
    again = KnowledgeBase.open(folder, clock)
    assert again.seals.check() == ()
    again.close()


def test_renewed_seals_take_what_stands_there(full: KnowledgeBase) -> None:
    full.database.connection.execute("update reflection set text = 'skrevet udefra'")
    assert full.seals.check() == ("reflection",)
    full.seals.renew("reflection")
    assert full.seals.broken == ()
    assert full.seals.check() == ()


def test_old_knowledge_base_is_sealed_step_by_step(
    full: KnowledgeBase, folder: Path, clock: ManualClock
) -> None:
    full.close()
    connection = connect(str(folder / "knowledge.sqlite"))
    connection.execute("drop table seal")
    connection.execute("delete from _sqlite_migrations where name = 'm034_create_seals'")
    connection.execute(f"pragma user_version = {SCHEMA_VERSION - 1}")
    connection.close()
    again = KnowledgeBase.open(folder, clock)
    while again.seals.step():
        again.settings.set("user_name", "imens")
    assert again.seals.broken == ()
    assert again.seals.check() == ()
    again.close()
