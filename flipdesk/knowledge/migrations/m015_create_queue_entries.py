"""The speakers' list of a session, and turns that are replies."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_SQL = """
create table queue_entry (
  id text primary key,
  session_id text not null references session (id) on delete cascade,
  position integer not null,
  kind text not null,
  speaker_id text references participation (id) on delete cascade,
  agenda_item_id text references agenda_item (id) on delete set null,
  since_at text,
  until_at text,
  created_at text not null,
  modified_at text not null,
  author text not null
) strict;

create index queue_entry_session on queue_entry (session_id, position);

create index queue_entry_speaker on queue_entry (speaker_id);

create index queue_entry_agenda_item on queue_entry (agenda_item_id);

alter table turn add column reply integer not null default 0
"""


def m015_create_queue_entries(db: "Database") -> None:
    for statement in _SQL.split(";\n"):
        if statement.strip():
            db.execute(statement)
