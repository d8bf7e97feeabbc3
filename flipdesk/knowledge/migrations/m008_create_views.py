"""Views for the common questions, for those who open the file with other programs."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_SQL = """
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
  on speaker_organisation.id = participation.organisation_id;

create view outcome_full as
select outcome.id, series.title as series, session.title as session,
  session.starts_at as session_starts_at, outcome.kind, outcome.text, outcome.status,
  outcome.due, participation.role as owner_role
from outcome
join session on session.id = outcome.session_id
join series on series.id = session.series_id
left join participation on participation.id = outcome.owner_id;

create view session_count as
select series.title as series, session.id, session.title, session.starts_at,
  (select count(*) from participation where session_id = session.id
    and attendance in ('present', 'late')) as came,
  (select count(*) from reflection where session_id = session.id) as reflections,
  (select count(*) from outcome where session_id = session.id) as outcomes
from session join series on series.id = session.series_id
"""


def m008_create_views(db: "Database") -> None:
    for statement in _SQL.split(";\n"):
        if statement.strip():
            db.execute(statement)
