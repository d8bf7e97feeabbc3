"""What two states of a knowledge base hold, compared row by row without reading what they say."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from flipdesk.domain.restore_preview import Difference, RestorePreview, SessionDifference
from flipdesk.knowledge.engine import Connection, DatabaseError
from flipdesk.knowledge.soundness import reading_without_log

_NOTES = ("reflection", "outcome", "marker")
_MINUTES = ("minutes",)
_NOT_CONTENT = ("seal",)
_Stamps = dict[str, str]
"""When each row was changed last, by its id."""


@dataclass
class _Held:
    notes: _Stamps = field(default_factory=dict)
    minutes: _Stamps = field(default_factory=dict)
    rest: _Stamps = field(default_factory=dict)

    def of(self, table: str) -> _Stamps:
        if table in _NOTES:
            return self.notes
        return self.minutes if table in _MINUTES else self.rest


@dataclass(frozen=True)
class Contents:
    """The sessions with what belongs to them, and all else under ""."""

    titles: Mapping[str, tuple[str, str]]
    held: Mapping[str, _Held]


def contents_of(path: Path, key: bytes | None = None) -> Contents:
    """Return what a database file that nobody writes holds.

    Raises:
        OSError: it cannot be read.
    """
    try:
        connection = reading_without_log(path, key)
        try:
            return _contents(connection)
        finally:
            connection.close()
    except DatabaseError as error:
        raise OSError(f"{path} cannot be read") from error


def compared(backup: Contents, now: Contents) -> RestorePreview:
    """Return what would change if a knowledge base became what its backup is."""
    sessions = []
    for session_id in sorted(
        backup.titles.keys() | now.titles.keys(),
        key=lambda one: (backup.titles.get(one) or now.titles[one])[1],
    ):
        title, starts = backup.titles.get(session_id) or now.titles[session_id]
        before, after = now.held.get(session_id, _Held()), backup.held.get(session_id, _Held())
        one = SessionDifference(
            title,
            datetime.fromisoformat(starts) if starts else None,
            is_back=session_id not in now.titles,
            is_gone=session_id not in backup.titles,
            notes=_difference(before.notes, after.notes),
            minutes=_difference(before.minutes, after.minutes),
            rest=_difference(before.rest, after.rest),
        )
        if one.is_back or one.is_gone or one.notes or one.minutes or one.rest:
            sessions.append(one)
    before, after = now.held.get("", _Held()), backup.held.get("", _Held())
    return RestorePreview(tuple(sessions), _difference(before.rest, after.rest))


def _difference(before: _Stamps, after: _Stamps) -> Difference:
    return Difference(
        back=len(after.keys() - before.keys()),
        gone=len(before.keys() - after.keys()),
        other=sum(1 for one in after.keys() & before.keys() if after[one] != before[one]),
    )


def _contents(connection: Connection) -> Contents:
    titles = {
        str(row[0]): (str(row[1]), str(row[2] or ""))
        for row in connection.execute("select id, title, starts_at from session")
    }
    held: dict[str, _Held] = defaultdict(_Held)
    for table, columns in _tables(connection).items():
        owner = "id" if table == "session" else "session_id"
        owner = owner if owner in columns else "''"
        for row in connection.execute(f'select id, modified_at, {owner} from "{table}"'):
            held[str(row[2] or "")].of(table)[f"{table} {row[0]}"] = str(row[1])
    return Contents(titles, held)


def _tables(connection: Connection) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in connection.execute(
        "select t.name, c.name from pragma_table_list t, pragma_table_info(t.name) c"
        " where t.schema = 'main' and t.type = 'table'"
    ):
        found[str(row[0])].add(str(row[1]))
    return {
        table: columns
        for table, columns in found.items()
        if table not in _NOT_CONTENT and {"id", "modified_at"} <= columns
    }
