"""Agenda items that are skipped, and pauses during which the agenda clock stands still."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_SQL = """
alter table agenda_item add column skipped integer not null default 0;

create table pause (
  id text primary key,
  session_id text not null references session (id) on delete cascade,
  position integer not null,
  started_at text not null,
  ended_at text,
  created_at text not null,
  modified_at text not null,
  author text not null
) strict;

create index pause_session on pause (session_id, position)
"""


def m014_add_skipping_and_pauses(db: "Database") -> None:
    for statement in _SQL.split(";\n"):
        if statement.strip():
            db.execute(statement)
