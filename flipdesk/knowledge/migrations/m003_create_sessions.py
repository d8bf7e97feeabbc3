"""Series, sessions, participations and agenda items."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_SQL = """
create table series (
  id text primary key,
  title text not null,
  sort_key text not null,
  organisation_id text references organisation (id) on delete set null,
  potential text,
  is_sample integer not null default 0,
  created_at text not null,
  modified_at text not null,
  author text not null
) strict;

create index series_organisation on series (organisation_id);

create table session (
  id text primary key,
  series_id text not null references series (id) on delete cascade,
  codebook_id text not null references codebook (id) on delete restrict,
  title text not null,
  number integer,
  kind text not null,
  potential text,
  starts_at text not null,
  ends_at text not null,
  zone text not null,
  place text,
  purpose text,
  contribution text,
  chair_id text references participation (id) on delete set null,
  minute_taker_id text references participation (id) on delete set null,
  legal_basis text,
  delete_recording_on text,
  state text not null,
  began_at text,
  finished_at text,
  created_at text not null,
  modified_at text not null,
  author text not null
) strict;

create index session_series on session (series_id);

create index session_codebook on session (codebook_id);

create index session_chair on session (chair_id);

create index session_minute_taker on session (minute_taker_id);

create table participation (
  id text primary key,
  session_id text not null references session (id) on delete cascade,
  person_id text not null references person (id) on delete cascade,
  position integer not null,
  initials text not null,
  role text not null,
  organisation_id text references organisation (id) on delete set null,
  unit text,
  attendance text not null,
  arrived_at text,
  left_at text,
  consent_recording text not null,
  consent_quote text not null,
  created_at text not null,
  modified_at text not null,
  author text not null
) strict;

create index participation_session on participation (session_id, position);

create index participation_person on participation (person_id);

create index participation_organisation on participation (organisation_id);

create table agenda_item (
  id text primary key,
  session_id text not null references session (id) on delete cascade,
  position integer not null,
  key text,
  day integer,
  title text not null,
  kind text not null,
  minutes integer not null,
  minutes_min integer,
  minutes_max integer,
  flexible integer not null,
  owner_id text references participation (id) on delete set null,
  purpose text,
  how text,
  plan_b text,
  started_at text,
  ended_at text,
  created_at text not null,
  modified_at text not null,
  author text not null
) strict;

create index agenda_item_session on agenda_item (session_id, position);

create index agenda_item_owner on agenda_item (owner_id);

create table material (
  id text primary key,
  agenda_item_id text not null references agenda_item (id) on delete cascade,
  position integer not null,
  title text not null,
  created_at text not null,
  modified_at text not null,
  author text not null
) strict;

create index material_agenda_item on material (agenda_item_id, position)
"""


def m003_create_sessions(db: "Database") -> None:
    for statement in _SQL.split(";\n"):
        if statement.strip():
            db.execute(statement)
