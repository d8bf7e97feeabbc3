"""Search over materials too."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_TABLE, _INDEX = "session_material", "session_material_fts"
_SETTINGS = (("secure-delete", 1), ("automerge", 0), ("crisismerge", 1_000))
_REMOVE = f"insert into {_INDEX} ({_INDEX}, rowid, text) values ('delete', old.seq, old.text);"
_ADD = f"insert into {_INDEX} (rowid, text) values (new.seq, new.text);"


def m033_search_materials(db: "Database") -> None:
    db.execute(
        f"create virtual table {_INDEX} using fts5 (text, content='{_TABLE}',"
        " content_rowid='seq', tokenize='unicode61 remove_diacritics 0', prefix='1 2 3')"
    )
    for name, value in _SETTINGS:
        db.execute(f"insert into {_INDEX} ({_INDEX}, rank) values ('{name}', {value})")
    db.execute(f"insert into {_INDEX} ({_INDEX}) values ('rebuild')")
    for name, event, body in (
        ("added", "after insert", _ADD),
        ("deleted", "after delete", _REMOVE),
        ("changed", "after update of text, seq", _REMOVE + _ADD),
    ):
        db.execute(f"create trigger {_TABLE}_{name} {event} on {_TABLE} begin {body} end")
