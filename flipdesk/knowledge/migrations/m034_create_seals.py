"""Seals: sums over the rows of every table, by which a change that nobody made is noticed."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m034_create_seals(db: "Database") -> None:
    db.execute("create table seal (id text primary key, digest integer not null) strict")
