"""Until when minutes are out for comments, and who approved them when."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_SQL = (
    "alter table minutes add column comments_by text",
    "alter table minutes add column approved_by text not null default ''",
    "alter table minutes add column approved_on text",
)


def m026_add_minutes_standing(db: "Database") -> None:
    for statement in _SQL:
        db.execute(statement)
