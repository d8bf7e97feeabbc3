"""Rounds of Lån et øre, and which notes were made in one, at which place in its clip."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_SQL = """
create table ear_round (
  id text primary key,
  session_id text not null references session (id) on delete cascade,
  position integer not null,
  agenda_item_id text references agenda_item (id) on delete set null,
  colleague_id text references participation (id) on delete set null,
  question text not null,
  passage_id text references passage (id) on delete set null,
  step text not null,
  turn_id text references participation (id) on delete set null,
  created_at text not null,
  modified_at text not null,
  author text not null
) strict;

create index ear_round_session on ear_round (session_id, position);

create index ear_round_agenda_item on ear_round (agenda_item_id);

create index ear_round_colleague on ear_round (colleague_id);

create index ear_round_passage on ear_round (passage_id);

create index ear_round_turn on ear_round (turn_id);

alter table reflection add column round_id text references ear_round (id) on delete set null;

alter table reflection add column clip_ms integer;

create index reflection_round on reflection (round_id)
"""


def m017_create_ear_rounds(db: "Database") -> None:
    for statement in _SQL.split(";\n"):
        if statement.strip():
            db.execute(statement)
