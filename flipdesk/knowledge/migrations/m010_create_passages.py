"""Passages of a recording, and what becomes of the turns of somebody who has withdrawn."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_SQL = """
create table passage (
  id text primary key,
  session_id text not null references session (id) on delete cascade,
  position integer not null,
  from_ms integer not null,
  to_ms integer not null,
  kind text not null,
  title text not null,
  agenda_item_id text references agenda_item (id) on delete set null,
  speaker_id text references participation (id) on delete set null,
  created_at text not null,
  modified_at text not null,
  author text not null
) strict;

create index passage_session on passage (session_id, position);

create index passage_agenda_item on passage (agenda_item_id);

create index passage_speaker on passage (speaker_id);

alter table participation add column withdrawal text
"""


def m010_create_passages(db: "Database") -> None:
    for statement in _SQL.split(";\n"):
        if statement.strip():
            db.execute(statement)
