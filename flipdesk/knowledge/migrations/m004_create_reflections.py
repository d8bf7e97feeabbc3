"""Reflections, outcomes, markers and turns."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_SQL = """
create table reflection (
  seq integer primary key,
  id text not null unique,
  session_id text not null references session (id) on delete cascade,
  position integer not null,
  kind text not null,
  text text not null,
  at_ms integer,
  said_at text,
  agenda_item_id text references agenda_item (id) on delete set null,
  speaker_id text references participation (id) on delete set null,
  pattern text,
  uptake text,
  is_private integer not null default 0,
  created_at text not null,
  modified_at text not null,
  author text not null
) strict;

create index reflection_session on reflection (session_id, position);

create index reflection_agenda_item on reflection (agenda_item_id);

create index reflection_speaker on reflection (speaker_id);

create table reflection_tag (
  id text primary key,
  reflection_id text not null references reflection (id) on delete cascade,
  axis text not null,
  position integer not null,
  code text not null,
  created_at text not null,
  modified_at text not null,
  author text not null,
  unique (reflection_id, axis, code)
) strict;

create index reflection_tag_code on reflection_tag (axis, code);

create table outcome (
  seq integer primary key,
  id text not null unique,
  session_id text not null references session (id) on delete cascade,
  position integer not null,
  kind text not null,
  text text not null,
  status text not null,
  at_ms integer,
  said_at text,
  agenda_item_id text references agenda_item (id) on delete set null,
  owner_id text references participation (id) on delete set null,
  due text,
  created_at text not null,
  modified_at text not null,
  author text not null
) strict;

create index outcome_session on outcome (session_id, position);

create index outcome_agenda_item on outcome (agenda_item_id);

create index outcome_owner on outcome (owner_id);

create table outcome_tag (
  id text primary key,
  outcome_id text not null references outcome (id) on delete cascade,
  axis text not null,
  position integer not null,
  code text not null,
  created_at text not null,
  modified_at text not null,
  author text not null,
  unique (outcome_id, axis, code)
) strict;

create index outcome_tag_code on outcome_tag (axis, code);

create table marker (
  id text primary key,
  session_id text not null references session (id) on delete cascade,
  position integer not null,
  label text not null,
  at_ms integer,
  said_at text,
  created_at text not null,
  modified_at text not null,
  author text not null
) strict;

create index marker_session on marker (session_id, position);

create table turn (
  id text primary key,
  session_id text not null references session (id) on delete cascade,
  position integer not null,
  speaker_id text not null references participation (id) on delete cascade,
  from_ms integer not null,
  to_ms integer,
  interruption integer not null default 0,
  created_at text not null,
  modified_at text not null,
  author text not null
) strict;

create index turn_session on turn (session_id, position);

create index turn_speaker on turn (speaker_id)
"""


def m004_create_reflections(db: "Database") -> None:
    for statement in _SQL.split(";\n"):
        if statement.strip():
            db.execute(statement)
