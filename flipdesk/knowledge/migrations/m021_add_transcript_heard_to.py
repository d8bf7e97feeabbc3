"""How far a machine draft has come, so that it can go on another day."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m021_add_transcript_heard_to(db: "Database") -> None:
    db.execute("alter table transcript add column heard_to_ms integer")
