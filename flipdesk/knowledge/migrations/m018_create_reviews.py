"""Documents that came back, with the comments and changes that stood in them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_CONCERNS = """
  reflection_id text references reflection (id) on delete set null,
  outcome_id text references outcome (id) on delete set null,
  agenda_item_id text references agenda_item (id) on delete set null,
  near_before text not null,
  near_after text not null,
  state text not null,
  decided_at text,
  created_at text not null,
  modified_at text not null,
  author text not null
"""

_SQL = f"""
create table returned_file (
  id text primary key,
  session_id text not null references session (id) on delete cascade,
  minutes_id text not null references minutes (id) on delete cascade,
  file_name text not null,
  sha256 text not null unique,
  by_id integer not null,
  by_words integer not null,
  gone integer not null,
  left_out text not null,
  created_at text not null,
  modified_at text not null,
  author text not null
) strict;

create index returned_file_session on returned_file (session_id);

create index returned_file_minutes on returned_file (minutes_id);

create table review_comment (
  id text primary key,
  session_id text not null references session (id) on delete cascade,
  file_id text not null references returned_file (id) on delete cascade,
  position integer not null,
  parent_id text references review_comment (id) on delete set null,
  said_by text not null,
  said_on text not null,
  text text not null,
  quote text not null,
  is_done integer not null,
{_CONCERNS}
) strict;

create index review_comment_session on review_comment (session_id, position);

create index review_comment_file on review_comment (file_id);

create index review_comment_parent on review_comment (parent_id);

create index review_comment_reflection on review_comment (reflection_id);

create index review_comment_outcome on review_comment (outcome_id);

create index review_comment_agenda_item on review_comment (agenda_item_id);

create table review_change (
  id text primary key,
  session_id text not null references session (id) on delete cascade,
  file_id text not null references returned_file (id) on delete cascade,
  position integer not null,
  kind text not null,
  said_by text not null,
  said_on text not null,
  sent_text text not null,
  start_at integer not null,
  old_text text not null,
  new_text text not null,
  is_own integer not null,
  is_tracked integer not null,
{_CONCERNS}
) strict;

create index review_change_session on review_change (session_id, position);

create index review_change_file on review_change (file_id);

create index review_change_reflection on review_change (reflection_id);

create index review_change_outcome on review_change (outcome_id);

create index review_change_agenda_item on review_change (agenda_item_id)
"""


def m018_create_reviews(db: "Database") -> None:
    for statement in _SQL.split(";\n"):
        if statement.strip():
            db.execute(statement)
