"""Recordings and the segments they are made of."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_SQL = """
create table recording (
  id text primary key,
  session_id text not null references session (id) on delete cascade,
  folder text not null,
  device text not null,
  rate_hz integer not null,
  channels integer not null,
  started_at text not null,
  stopped_at text,
  samples integer not null,
  created_at text not null,
  modified_at text not null,
  author text not null
) strict;

create index recording_session on recording (session_id);

create table segment (
  id text primary key,
  recording_id text not null references recording (id) on delete cascade,
  position integer not null,
  file_name text not null,
  first_sample integer not null,
  samples integer not null,
  sha256 text,
  created_at text not null,
  modified_at text not null,
  author text not null
) strict;

create index segment_recording on segment (recording_id, position)
"""


def m005_create_recordings(db: "Database") -> None:
    for statement in _SQL.split(";\n"):
        if statement.strip():
            db.execute(statement)
