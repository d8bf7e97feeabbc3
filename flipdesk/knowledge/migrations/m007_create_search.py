"""Full-text search over reflections and outcomes.

The tokenizer keeps å apart from a: the default one makes måling and maling one word.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m007_create_search(db: "Database") -> None:
    for table in ("reflection", "outcome"):
        index = f"{table}_fts"
        db.execute(
            f"create virtual table {index} using fts5 (text, content='{table}',"
            " content_rowid='seq', tokenize='unicode61 remove_diacritics 0', prefix='1 2 3')"
        )
        # Deleted words would otherwise stay readable inside the index.
        db.execute(f"insert into {index} ({index}, rank) values ('secure-delete', 1)")
        remove = f"insert into {index} ({index}, rowid, text) values ('delete', old.seq, old.text);"
        add = f"insert into {index} (rowid, text) values (new.seq, new.text);"
        for name, event, body in (
            ("added", "after insert", add),
            ("deleted", "after delete", remove),
            ("changed", "after update of text, seq", remove + add),
        ):
            db.execute(f"create trigger {table}_{name} {event} on {table} begin {body} end")
