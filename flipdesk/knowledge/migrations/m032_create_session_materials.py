"""Documents from before FlipDesk, kept with a session: their text, their file and its hash."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_SQL = """
create table session_material (
  seq integer primary key,
  id text not null unique,
  session_id text not null references session (id) on delete cascade,
  position integer not null,
  title text not null,
  text text not null,
  file_name text not null,
  sha256 text,
  document blob,
  added_at text not null,
  created_at text not null,
  modified_at text not null,
  author text not null
) strict;

create index session_material_session on session_material (session_id, position)
"""


def m032_create_session_materials(db: "Database") -> None:
    for statement in _SQL.split(";\n"):
        if statement.strip():
            db.execute(statement)
