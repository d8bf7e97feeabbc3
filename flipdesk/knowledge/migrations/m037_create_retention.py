"""Four clocks for each session, what participants were told, and when each consent was given."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_SQL = """
alter table session add column delete_key_on text;

alter table session add column delete_reflections_on text;

alter table session add column delete_minutes_on text;

create table information_text (
  id text primary key,
  session_id text not null references session (id) on delete cascade,
  position integer not null,
  text text not null,
  since_at text not null,
  created_at text not null,
  modified_at text not null,
  author text not null
) strict;

create index information_text_session on information_text (session_id, position);

create table consent_note (
  id text primary key,
  session_id text not null references session (id) on delete cascade,
  position integer not null,
  participant_id text not null references participation (id) on delete cascade,
  matter text not null,
  answer text not null,
  noted_at text not null,
  way text,
  text_id text references information_text (id) on delete set null,
  created_at text not null,
  modified_at text not null,
  author text not null
) strict;

create index consent_note_session on consent_note (session_id, position);

create index consent_note_participant on consent_note (participant_id);

create index consent_note_text on consent_note (text_id);

create table deletion (
  id text primary key,
  clock text not null,
  session_id text references session (id) on delete set null,
  series_id text references series (id) on delete set null,
  due_on text,
  deleted_at text not null,
  created_at text not null,
  modified_at text not null,
  author text not null
) strict;

create index deletion_session on deletion (session_id);

create index deletion_series on deletion (series_id)
"""


def m037_create_retention(db: "Database") -> None:
    for statement in _SQL.split(";\n"):
        if statement.strip():
            db.execute(statement)
