"""The library of run sheets and blocks of one's own, and what of a series an item takes up."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_SQL = """
create table agenda_template (
  id text primary key,
  title text not null,
  sort_key text not null,
  kind text not null,
  created_at text not null,
  modified_at text not null,
  author text not null
) strict;

create table agenda_block (
  id text primary key,
  agenda_template_id text references agenda_template (id) on delete cascade,
  position integer not null,
  day integer,
  title text not null,
  sort_key text not null,
  kind text not null,
  minutes integer not null,
  minutes_min integer,
  minutes_max integer,
  flexible integer not null,
  purpose text,
  how text,
  plan_b text,
  materials text not null default '',
  created_at text not null,
  modified_at text not null,
  author text not null
) strict;

create index agenda_block_template on agenda_block (agenda_template_id, position);

create table agenda_item_outcome (
  id text primary key,
  agenda_item_id text not null references agenda_item (id) on delete cascade,
  position integer not null,
  outcome_id text not null,
  created_at text not null,
  modified_at text not null,
  author text not null
) strict;

create index agenda_item_outcome_agenda_item on agenda_item_outcome (agenda_item_id, position);

create index agenda_item_outcome_outcome on agenda_item_outcome (outcome_id)
"""


def m013_create_agenda_library(db: "Database") -> None:
    for statement in _SQL.split(";\n"):
        if statement.strip():
            db.execute(statement)
