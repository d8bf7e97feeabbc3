"""The file that a recording was imported from; empty for what was recorded here."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m011_add_recording_source(db: "Database") -> None:
    db.execute("alter table recording add column source text not null default ''")
