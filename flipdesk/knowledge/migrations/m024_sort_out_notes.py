"""Notes sorted out for the minutes: left out, placed, merged; and what was set aside."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_SQL = """
alter table reflection add column left_out integer not null default 0;

alter table reflection add column placed_at text;

alter table reflection add column merged_into text
  references reflection (id) on delete cascade;

create index reflection_merged_into on reflection (merged_into);

alter table outcome add column placed_at text;

create table set_aside (
  id text primary key,
  session_id text not null references session (id) on delete cascade,
  position integer not null,
  lack text not null,
  subject_id text not null,
  reason text not null,
  created_at text not null,
  modified_at text not null,
  author text not null,
  unique (session_id, lack, subject_id)
) strict;

drop view reflection_full;

create view reflection_full as
select reflection.id, series.title as series, session.title as session,
  session.starts_at as session_starts_at, organisation.name as organisation,
  agenda_item.title as agenda_item, participation.role as speaker_role,
  speaker_organisation.name as speaker_organisation, reflection.kind, reflection.text,
  reflection.at_ms, reflection.said_at, reflection.pattern, reflection.uptake,
  (select group_concat(code, ', ') from reflection_tag where reflection_id = reflection.id
    and axis = 'potentials') as potentials,
  (select group_concat(code, ', ') from reflection_tag where reflection_id = reflection.id
    and axis = 'dimensions') as dimensions
from reflection
join session on session.id = reflection.session_id
join series on series.id = session.series_id
left join organisation on organisation.id = series.organisation_id
left join agenda_item on agenda_item.id = reflection.agenda_item_id
left join participation on participation.id = reflection.speaker_id
left join organisation as speaker_organisation
  on speaker_organisation.id = participation.organisation_id
where reflection.merged_into is null;

drop view session_count;

create view session_count as
select series.title as series, session.id, session.title, session.starts_at,
  (select count(*) from participation where session_id = session.id
    and attendance in ('present', 'late')) as came,
  (select count(*) from reflection where session_id = session.id
    and merged_into is null) as reflections,
  (select count(*) from outcome where session_id = session.id) as outcomes
from session join series on series.id = session.series_id
"""


def m024_sort_out_notes(db: "Database") -> None:
    for statement in _SQL.split(";\n"):
        if statement.strip():
            db.execute(statement)
