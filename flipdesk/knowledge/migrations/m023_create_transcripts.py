"""Transcripts with their segments, and which reflections were made from one."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_SQL = """
create table transcript (
  id text primary key,
  session_id text not null references session (id) on delete cascade,
  position integer not null,
  name text not null,
  kind text not null,
  file_name text not null,
  sha256 text,
  language text,
  made_with text not null,
  offset_ms integer not null,
  recording_id text references recording (id) on delete set null,
  heard_to_ms integer,
  made_at text not null,
  created_at text not null,
  modified_at text not null,
  author text not null
) strict;

create index transcript_session on transcript (session_id, position);

create index transcript_recording on transcript (recording_id);

create table transcript_segment (
  id text primary key,
  transcript_id text not null references transcript (id) on delete cascade,
  position integer not null,
  from_ms integer not null,
  to_ms integer not null,
  text text not null,
  speaker_id text references participation (id) on delete set null,
  speaker_label text not null,
  source_text text,
  is_checked integer not null,
  created_at text not null,
  modified_at text not null,
  author text not null
) strict;

create index transcript_segment_place on transcript_segment (transcript_id, from_ms, position);

create index transcript_segment_speaker on transcript_segment (speaker_id);

alter table reflection add column segment_id text
  references transcript_segment (id) on delete set null;

create index reflection_segment on reflection (segment_id)
"""


def m023_create_transcripts(db: "Database") -> None:
    for statement in _SQL.split(";\n"):
        if statement.strip():
            db.execute(statement)
