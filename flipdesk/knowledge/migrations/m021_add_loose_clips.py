"""Clips from files, which are no part of a session's timeline, and the passages of them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m021_add_loose_clips(db: "Database") -> None:
    db.execute("alter table recording add column is_clip integer not null default 0")
    db.execute(
        "alter table passage add column recording_id text"
        " references recording(id) on delete cascade"
    )
    db.execute("create index passage_recording on passage(recording_id)")
