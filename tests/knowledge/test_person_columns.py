"""Every table says which of its columns can carry a person."""

from pathlib import Path

from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.knowledge.person_columns import NOT_OURS, PERSON_COLUMNS

PAGE = Path(__file__).parent.parent.parent / "docs" / "knowledge-base.md"
STAMPS = {"id", "created_at", "modified_at"}


def tables(base: KnowledgeBase) -> dict[str, set[str]]:
    rows = base.database.connection.execute(
        "select m.name, c.name from sqlite_master as m join pragma_table_xinfo(m.name) as c"
        " where m.type = 'table' and c.hidden = 0"
    ).fetchall()
    found: dict[str, set[str]] = {}
    for table, column in rows:
        if "_fts_" not in table and table not in NOT_OURS:
            found.setdefault(table, set()).add(column)
    return found


def test_every_table_is_listed_and_no_other(base: KnowledgeBase) -> None:
    assert set(PERSON_COLUMNS) == set(tables(base))


def test_listed_columns_exist(base: KnowledgeBase) -> None:
    found = tables(base)
    for table, columns in PERSON_COLUMNS.items():
        assert set(columns) <= found[table], table


def test_free_text_and_links_to_people_are_listed(base: KnowledgeBase) -> None:
    links = base.database.connection.execute(
        'select m.name, f."from" from sqlite_master as m'
        " join pragma_foreign_key_list(m.name) as f"
        " where m.type = 'table' and f.\"table\" in ('person', 'participation')"
    ).fetchall()
    for table, column in links:
        assert PERSON_COLUMNS[table].get(column) == "link", f"{table}.{column}"
    for table, columns in tables(base).items():
        for column in columns & {"text", "label", "name", "title", "author", "initials"}:
            if table not in {"codebook", "axis", "code", "organisation"} or column == "author":
                assert column in PERSON_COLUMNS[table], f"{table}.{column}"


def test_the_page_says_the_same(base: KnowledgeBase) -> None:
    text = PAGE.read_text("utf-8")
    for table, columns in PERSON_COLUMNS.items():
        listed = ", ".join(f"`{column}` ({kind})" for column, kind in columns.items())
        assert f"| `{table}` | {listed} |" in text, table
