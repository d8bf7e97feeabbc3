"""Knowledge items: what many sessions show, and the reflections that speak for and against."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_SQL = """
create table knowledge_item (
  id text primary key,
  kind text not null check (kind in ('insight', 'scene')),
  title text not null,
  sort_key text not null,
  text text not null,
  created_at text not null,
  modified_at text not null,
  author text not null
) strict;

create table evidence (
  id text primary key,
  knowledge_item_id text not null references knowledge_item (id) on delete cascade,
  reflection_id text not null references reflection (id) on delete cascade,
  position integer not null,
  stance text not null check (stance in ('for', 'against')),
  note text not null,
  created_at text not null,
  modified_at text not null,
  author text not null,
  unique (knowledge_item_id, reflection_id)
) strict;

create index evidence_reflection on evidence (reflection_id);

create view knowledge_item_support as
select knowledge_item.id, knowledge_item.kind, knowledge_item.title, knowledge_item.text,
  sum(evidence.stance = 'for') as speaks_for, sum(evidence.stance = 'against') as speaks_against,
  count(distinct session.id) as sessions, count(distinct series.organisation_id) as organisations
from knowledge_item
left join evidence on evidence.knowledge_item_id = knowledge_item.id
left join reflection on reflection.id = evidence.reflection_id
left join session on session.id = reflection.session_id
left join series on series.id = session.series_id
group by knowledge_item.id
"""


def m030_create_knowledge_items(db: "Database") -> None:
    for statement in _SQL.split(";\n"):
        if statement.strip():
            db.execute(statement)
