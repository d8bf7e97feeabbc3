"""Organisations, the other names they go by, and people."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_SQL = """
create table organisation (
  id text primary key,
  name text not null,
  sort_key text not null,
  created_at text not null,
  modified_at text not null,
  author text not null
) strict;

create table organisation_alias (
  id text primary key,
  organisation_id text not null references organisation (id) on delete cascade,
  alias text not null,
  created_at text not null,
  modified_at text not null,
  author text not null
) strict;

create index organisation_alias_organisation on organisation_alias (organisation_id);

create table person (
  id text primary key,
  name text not null,
  sort_key text not null,
  organisation_id text references organisation (id) on delete set null,
  unit text,
  created_at text not null,
  modified_at text not null,
  author text not null
) strict;

create index person_organisation on person (organisation_id);

create table setting (
  id text primary key,
  value text not null,
  created_at text not null,
  modified_at text not null,
  author text not null
) strict
"""


def m001_create_people(db: "Database") -> None:
    for statement in _SQL.split(";\n"):
        if statement.strip():
            db.execute(statement)
