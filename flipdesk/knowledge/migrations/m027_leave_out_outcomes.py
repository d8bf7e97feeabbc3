"""What was agreed can stay out of the minutes, as a reflection can."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m027_leave_out_outcomes(db: "Database") -> None:
    db.execute("alter table outcome add column left_out integer not null default 0")
