"""Written minutes as HTML and PDF, beside the Word file."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_SQL = """
create table minutes_form (
  id text primary key,
  minutes_id text not null references minutes (id) on delete cascade,
  form text not null,
  sha256 text not null,
  document blob not null,
  created_at text not null,
  modified_at text not null,
  author text not null,
  unique (minutes_id, form)
) strict
"""


def m022_create_minutes_forms(db: "Database") -> None:
    db.execute(_SQL)
