"""Every cell of the knowledge base that can hold a name, read from what is known of the columns."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from flipdesk.domain.changes import Changes, Row
from flipdesk.domain.danish import sort_key
from flipdesk.domain.ids import SessionId
from flipdesk.knowledge.person_columns import PERSON_COLUMNS
from flipdesk.knowledge.references import References
from flipdesk.knowledge.rows import Rows

_SORTED_BY = {"title": "sort_key", "name": "sort_key"}
_NOT_FREE = {"author", "sort_key"}
_OWN = {
    "person": {"name"},
    "consent_note": set(PERSON_COLUMNS["consent_note"]),
    "participation": {one for one, way in PERSON_COLUMNS["participation"].items() if way != "text"},
}
"""What goes with the row of whoever it is about."""
_DRAFT = re.compile(r"(?:note-)?draft:([0-9a-fA-F-]{36})")
_PARENTS = ("agenda_item", "transcript", "minutes", "reflection")
_ANY_LETTERS = re.compile(r"[^0-9a-zA-Z]+|aa", re.IGNORECASE)
_VOWEL = re.compile(r"[aeiouy]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TextCell:
    """One text, where it stands, and the session it belongs to when it belongs to one."""

    table: str
    column: str
    row_id: str
    session_id: SessionId | None
    text: str


class TextCells:
    """Reads and writes free texts, whatever table they are in."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._references = References(rows.database.connection)

    @cached_property
    def places(self) -> tuple[tuple[str, str], ...]:
        """Every table and column that holds text in which somebody may be named."""
        return tuple(
            (table, column)
            for table, columns in PERSON_COLUMNS.items()
            if not table.endswith("_fts")
            for column, carries in columns.items()
            if carries != "link"
            and column not in _NOT_FREE | _OWN.get(table, set())
            and self._types[table].get(column) == "TEXT"
        )

    @cached_property
    def _types(self) -> dict[str, dict[str, str]]:
        rows = self._rows.query(
            "select m.name as name, c.name as col, upper(c.type) as type from sqlite_master as m"
            " join pragma_table_info(m.name) as c where m.type = 'table'"
        )
        found: dict[str, dict[str, str]] = {}
        for row in rows:
            found.setdefault(str(row["name"]), {})[str(row["col"])] = str(row["type"])
        return found

    def read(self, table: str, column: str, names: Iterable[str]) -> Iterator[TextCell]:
        """Yield the texts of a column in which any of some words may stand, and perhaps others."""
        patterns = [_pattern(name) for name in dict.fromkeys(names) if name]
        if not patterns:
            return
        some = " or ".join(f"t.{column} like ?" for _ in patterns)
        joins, session = self._way_to_session(table)
        for row in self._rows.query(
            f"select t.id as id, t.{column} as text, {session} as session_id from {table} as t"
            f"{joins} where typeof(t.{column}) = 'text' and ({some})",
            *patterns,
        ):
            row_id, found = str(row["id"]), row["session_id"]
            if table == "setting" and (draft := _DRAFT.match(row_id)):
                found = draft[1]
            home = None if found is None else SessionId(str(found))
            yield TextCell(table, column, row_id, home, str(row["text"]))

    def write(self, table: str, column: str, row_id: str, text: str) -> Changes:
        """Give a cell another text, and its row the order that goes with it."""
        values = {column: text}
        ordered = _SORTED_BY.get(column)
        if ordered and ordered in PERSON_COLUMNS[table]:
            values[ordered] = sort_key(text)
        return self._rows.update(table, row_id, values)

    def authors(self) -> tuple[str, ...]:
        """Return everybody who has written anything, as rows say."""
        tables = [table for table in PERSON_COLUMNS if not table.endswith("_fts")]
        union = " union ".join(f"select author from {table}" for table in tables)
        return tuple(str(row["author"]) for row in self._rows.query(union) if row["author"])

    def forget_authors(self, names: Iterable[str]) -> Changes:
        """Let no row say that it is by one of these."""
        changes, wanted = Changes(), tuple(names)
        marks = ", ".join("?" * len(wanted))
        for table in PERSON_COLUMNS if wanted else ():
            if table.endswith("_fts"):
                continue
            found = self._rows.query(f"select id from {table} where author in ({marks})", *wanted)
            nobody: dict[str, Row] = {str(row["id"]): {"author": ""} for row in found}
            changes += self._rows.update_all(table, nobody)
        return changes

    def _way_to_session(self, table: str) -> tuple[str, str]:
        """Return the joins that lead to the session of a row, and the column that then holds it."""
        if table == "session":
            return "", "t.id"
        way = self._ways.get(table)
        return way if way is not None else ("", "null")

    @cached_property
    def _ways(self) -> dict[str, tuple[str, str]]:
        ways: dict[str, tuple[str, str]] = {}
        for reference in self._references.to("session"):
            if reference.owns:
                ways[reference.table] = ("", f"t.{reference.column}")
        for parent in _PARENTS:
            for reference in self._references.to(parent):
                if reference.owns and reference.table not in ways:
                    joins = f" join {parent} as p on p.id = t.{reference.column}"
                    ways[reference.table] = (joins, "p.session_id")
        return ways


def _pattern(name: str) -> str:
    """Return what LIKE finds a name by: SQLite knows no accents, and no upper case of æ, ø, å."""
    return f"%{_VOWEL.sub('_', _ANY_LETTERS.sub('%', name))}%"
