"""Minutes that an agenda item was given while it was held, beside the plan."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m009_add_agenda_item_extra_minutes(db: "Database") -> None:
    db.execute("alter table agenda_item add column extra_minutes integer not null default 0")
