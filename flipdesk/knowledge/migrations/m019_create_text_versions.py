"""What a reflection, outcome or agenda item said before it was changed."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_SQL = """
create table text_version (
  id text primary key,
  session_id text not null references session (id) on delete cascade,
  position integer not null,
  reflection_id text references reflection (id) on delete cascade,
  outcome_id text references outcome (id) on delete cascade,
  agenda_item_id text references agenda_item (id) on delete cascade,
  review_change_id text references review_change (id) on delete set null,
  text text not null,
  replaced_at text not null,
  created_at text not null,
  modified_at text not null,
  author text not null
) strict;

create index text_version_session on text_version (session_id, position);

create index text_version_reflection on text_version (reflection_id);

create index text_version_outcome on text_version (outcome_id);

create index text_version_agenda_item on text_version (agenda_item_id);

create index text_version_review_change on text_version (review_change_id)
"""


def m019_create_text_versions(db: "Database") -> None:
    for statement in _SQL.split(";\n"):
        if statement.strip():
            db.execute(statement)
