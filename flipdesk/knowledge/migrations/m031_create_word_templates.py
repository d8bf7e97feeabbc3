"""Word templates of organisations, and what each is used for."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_SQL = """
create table word_template (
  id text primary key,
  title text not null,
  sort_key text not null,
  sha256 text not null,
  size_bytes integer not null,
  added_at text not null,
  added_by text not null,
  document blob not null,
  created_at text not null,
  modified_at text not null,
  author text not null
) strict;

create table word_template_use (
  id text primary key,
  series_id text references series (id) on delete cascade,
  organisation_id text references organisation (id) on delete cascade,
  word_template_id text references word_template (id) on delete cascade,
  created_at text not null,
  modified_at text not null,
  author text not null
) strict;

create index word_template_use_series on word_template_use (series_id);

create index word_template_use_organisation on word_template_use (organisation_id);

create index word_template_use_template on word_template_use (word_template_id)
"""


def m031_create_word_templates(db: "Database") -> None:
    for statement in _SQL.split(";\n"):
        if statement.strip():
            db.execute(statement)
