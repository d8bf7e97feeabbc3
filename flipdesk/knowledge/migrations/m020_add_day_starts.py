"""The hour at which a later day of a session begins, where it is not that of the first."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m020_add_day_starts(db: "Database") -> None:
    db.execute("alter table session add column day_starts text not null default '{}'")
