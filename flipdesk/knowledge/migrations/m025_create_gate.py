"""What was decided about texts before they were sent, and how far pseudonyms have been counted."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_SQL = """
create table kept_trace (
  id text primary key,
  session_id text not null references session (id) on delete cascade,
  position integer not null,
  audience text not null,
  kind text not null,
  text_sha256 text not null,
  reason text not null,
  kept_at text not null,
  created_at text not null,
  modified_at text not null,
  author text not null
) strict;

create index kept_trace_session on kept_trace (session_id, position);

create table pseudonym_count (
  id text primary key,
  series_id text not null,
  role text not null,
  place text not null,
  highest integer not null,
  created_at text not null,
  modified_at text not null,
  author text not null
) strict;

create index pseudonym_count_series on pseudonym_count (series_id)
"""


def m025_create_gate(db: "Database") -> None:
    for statement in _SQL.split(";\n"):
        if statement.strip():
            db.execute(statement)
