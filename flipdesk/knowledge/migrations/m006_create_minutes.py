"""Minutes: every written version, as the bytes that were handed out."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_SQL = """
create table minutes (
  id text primary key,
  session_id text not null references session (id) on delete cascade,
  version integer not null,
  audience text not null,
  language text not null,
  file_name text not null,
  state text not null,
  sha256 text not null,
  size_bytes integer not null,
  written_at text not null,
  document blob not null,
  created_at text not null,
  modified_at text not null,
  author text not null,
  unique (session_id, audience, language, version)
) strict;

create index minutes_session on minutes (session_id)
"""


def m006_create_minutes(db: "Database") -> None:
    for statement in _SQL.split(";\n"):
        if statement.strip():
            db.execute(statement)
