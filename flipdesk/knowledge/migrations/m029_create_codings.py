"""Coders, what they have coded, and their memos."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_SQL = """
create table coder (
  id text primary key,
  name text not null,
  initials text not null,
  created_at text not null,
  modified_at text not null,
  author text not null
) strict;

create table coding (
  id text primary key,
  session_id text not null references session (id) on delete cascade,
  position integer not null,
  coder_id text not null references coder (id) on delete cascade,
  axis text not null,
  code text not null,
  reflection_id text references reflection (id) on delete cascade,
  outcome_id text references outcome (id) on delete cascade,
  segment_id text references transcript_segment (id) on delete cascade,
  minutes_id text references minutes (id) on delete cascade,
  start_at integer,
  end_at integer,
  from_ms integer,
  to_ms integer,
  quote text not null,
  made_at text not null,
  created_at text not null,
  modified_at text not null,
  author text not null
) strict;

create index coding_session on coding (session_id, position);

create index coding_coder on coding (coder_id);

create index coding_code on coding (axis, code);

create index coding_reflection on coding (reflection_id);

create index coding_outcome on coding (outcome_id);

create index coding_segment on coding (segment_id);

create index coding_minutes on coding (minutes_id);

create table memo (
  id text primary key,
  session_id text not null references session (id) on delete cascade,
  position integer not null,
  coder_id text not null references coder (id) on delete cascade,
  coding_id text references coding (id) on delete cascade,
  reflection_id text references reflection (id) on delete cascade,
  outcome_id text references outcome (id) on delete cascade,
  segment_id text references transcript_segment (id) on delete cascade,
  axis text,
  code text,
  text text not null,
  made_at text not null,
  created_at text not null,
  modified_at text not null,
  author text not null
) strict;

create index memo_session on memo (session_id, position);

create index memo_coder on memo (coder_id);

create index memo_coding on memo (coding_id);

create index memo_reflection on memo (reflection_id);

create index memo_outcome on memo (outcome_id);

create index memo_segment on memo (segment_id)
"""


def m029_create_codings(db: "Database") -> None:
    for statement in _SQL.split(";\n"):
        if statement.strip():
            db.execute(statement)
