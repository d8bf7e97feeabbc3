"""Codebooks with their versions, axes and codes."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_SQL = """
create table codebook (
  id text primary key,
  title text not null,
  created_at text not null,
  modified_at text not null,
  author text not null
) strict;

create table axis (
  id text primary key,
  codebook_id text not null references codebook (id) on delete cascade,
  position integer not null,
  key text not null,
  title text not null,
  created_at text not null,
  modified_at text not null,
  author text not null,
  unique (codebook_id, key)
) strict;

create table code (
  id text primary key,
  axis_id text not null references axis (id) on delete cascade,
  position integer not null,
  slug text not null,
  name text not null,
  title text not null,
  number integer,
  flip_name text,
  description text not null,
  capture_keys text not null,
  allowed_values text not null,
  maps_to text,
  created_at text not null,
  modified_at text not null,
  author text not null,
  unique (axis_id, slug)
) strict
"""


def m002_create_codebooks(db: "Database") -> None:
    for statement in _SQL.split(";\n"):
        if statement.strip():
            db.execute(statement)
