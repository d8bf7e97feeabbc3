"""A database of its own for what is published: plain SQLite that `datasette` opens.

It is made anew each time and never opened by FlipDesk again, so it has no migrations.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from flipdesk.domain.published import Publication, PublishedNote, PublishedSession
from flipdesk.knowledge.engine import connect

if TYPE_CHECKING:
    from flipdesk.knowledge.engine import Connection

_SCHEMA = """
create table organisation (id integer primary key, name text not null unique);

create table series (id integer primary key, title text not null,
  organisation_id integer not null references organisation (id));

create table session (id integer primary key, title text not null,
  series_id integer not null references series (id), day text not null, kind text not null);

create table potential (id integer primary key, codebook text not null, number integer,
  code text not null, name text not null, title text not null);

create table reflection (id integer primary key,
  session_id integer not null references session (id), kind text not null, text text not null,
  at text not null, item text not null, speaker text not null, role text not null,
  potentials text not null);

create table outcome (id integer primary key,
  session_id integer not null references session (id), kind text not null, text text not null,
  at text not null, item text not null, owner text not null, role text not null,
  potentials text not null, status text not null, due text);

create table reflection_tag (reflection_id integer not null references reflection (id),
  axis text not null, code text not null, name text not null,
  primary key (reflection_id, axis, code)) without rowid;

create table outcome_tag (outcome_id integer not null references outcome (id),
  axis text not null, code text not null, name text not null,
  primary key (outcome_id, axis, code)) without rowid;

create index reflection_session on reflection (session_id);

create index reflection_tag_code on reflection_tag (axis, code);

create virtual table reflection_fts using fts5 (text, content='reflection', content_rowid='id',
  tokenize='unicode61 remove_diacritics 0', prefix='2 3');

create virtual table outcome_fts using fts5 (text, content='outcome', content_rowid='id',
  tokenize='unicode61 remove_diacritics 0', prefix='2 3');

create view reflection_full as select r.id, s.day, o.name as organisation, f.title as series,
  s.title as session, r.at, r.kind, r.text, r.speaker, r.role, r.potentials, r.item
  from reflection r join session s on s.id = r.session_id join series f on f.id = s.series_id
  join organisation o on o.id = f.organisation_id;

create view outcome_full as select r.id, s.day, o.name as organisation, f.title as series,
  s.title as session, r.at, r.kind, r.text, r.owner, r.role, r.potentials, r.status, r.due
  from outcome r join session s on s.id = r.session_id join series f on f.id = s.series_id
  join organisation o on o.id = f.organisation_id;

create view potential_count as select t.code, t.name as potential, o.name as organisation,
  count(*) as reflections, count(distinct r.session_id) as sessions
  from reflection_tag t join reflection r on r.id = t.reflection_id
  join session s on s.id = r.session_id join series f on f.id = s.series_id
  join organisation o on o.id = f.organisation_id
  where t.axis = 'potentials' group by t.code, o.name
"""


def write_published(path: Path, publication: Publication) -> None:
    """Write a new database to a path where nothing is yet; safe on any thread."""
    connection = connect(str(path))
    try:
        connection.execute("pragma journal_mode = delete")
        connection.execute("begin")
        for statement in _SCHEMA.split(";\n\n"):
            connection.execute(statement)
        _Filling(connection).fill(publication)
        for table in ("reflection", "outcome"):
            connection.execute(f"insert into {table}_fts ({table}_fts) values ('rebuild')")
        connection.execute("commit")
        connection.execute("analyze")
        connection.execute("vacuum")
    finally:
        connection.close()


class _Filling:
    def __init__(self, connection: "Connection") -> None:
        self._db = connection
        self._notes = {"reflection": 0, "outcome": 0}

    def fill(self, publication: Publication) -> None:
        organisations = {name: key for key, name in enumerate(publication.organisations, 1)}
        for name, key in organisations.items():
            self._db.execute("insert into organisation values (?, ?)", (key, name))
        for key, one in enumerate(publication.potentials, 1):
            values = (key, one.codebook, one.number, one.code, one.name, one.title)
            self._db.execute("insert into potential values (?, ?, ?, ?, ?, ?)", values)
        series: dict[tuple[str, str], int] = {}
        for key, session in enumerate(publication.sessions, 1):
            named = session.series, session.organisation
            if named not in series:
                series[named] = len(series) + 1
                home = organisations[session.organisation]
                row = series[named], session.series, home
                self._db.execute("insert into series values (?, ?, ?)", row)
            self._session(key, session, series[named])

    def _session(self, key: int, session: PublishedSession, series: int) -> None:
        values = key, session.title, series, session.day.isoformat(), session.kind
        self._db.execute("insert into session values (?, ?, ?, ?, ?)", values)
        for one in session.reflections:
            self._note("reflection", self._common(key, one), one)
        for one in session.outcomes:
            due = None if one.due is None else one.due.isoformat()
            self._note("outcome", (*self._common(key, one), one.status, due), one)

    @staticmethod
    def _common(session: int, note: PublishedNote) -> tuple[int | str | None, ...]:
        potentials = ", ".join(one.name for one in note.tags if one.axis == "potentials")
        return (session, note.kind, note.text, note.at, note.item, note.speaker, note.role,
                potentials)  # fmt: skip

    def _note(self, table: str, values: tuple[int | str | None, ...], note: PublishedNote) -> None:
        self._notes[table] += 1
        key = self._notes[table]
        marks = ", ".join("?" * (len(values) + 1))
        self._db.execute(f"insert into {table} values ({marks})", (key, *values))
        tags = {(one.axis, one.code): (key, one.axis, one.code, one.name) for one in note.tags}
        self._db.executemany(f"insert into {table}_tag values (?, ?, ?, ?)", list(tags.values()))
