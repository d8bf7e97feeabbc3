"""Search over transcripts and minutes too, and searches that are kept.

Merged notes leave the index. What is indexed has a whole number of its own, for the rowid of a
table without one may change when a file is vacuumed.
"""

import io
import re
import zipfile
from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    from sqlite_utils import Database

_STAMPS = """
  created_at text not null,
  modified_at text not null,
  author text not null
) strict
"""

_SEGMENT = f"""
create table transcript_segment_new (
  seq integer primary key,
  id text not null unique,
  transcript_id text not null references transcript (id) on delete cascade,
  position integer not null,
  from_ms integer not null,
  to_ms integer not null,
  text text not null,
  speaker_id text references participation (id) on delete set null,
  speaker_label text not null,
  source_text text,
  is_checked integer not null,
{_STAMPS}"""

_NUMBERED = {
    "transcript_segment": (
        _SEGMENT,
        "id, transcript_id, position, from_ms, to_ms, text, speaker_id, speaker_label, source_text,"
        " is_checked, created_at, modified_at, author",
        (
            "create index transcript_segment_place"
            " on transcript_segment (transcript_id, from_ms, position)",
            "create index transcript_segment_speaker on transcript_segment (speaker_id)",
        ),
    ),
}

_NEW_TABLES = (
    f"""
create table minutes_text (
  seq integer primary key,
  id text not null unique,
  minutes_id text not null unique references minutes (id) on delete cascade,
  text text not null,
{_STAMPS}""",
    f"""
create table saved_search (
  id text primary key,
  name text not null,
  sort_key text not null,
  words text not null,
  filters text not null,
{_STAMPS}""",
)

_INDEXED = {
    "reflection": "text",
    "outcome": "text",
    "transcript_segment": "text",
    "minutes_text": "text",
}
# Counting goes through these alone. The old index was taken for "is null", which is nearly all.
_COUNTED = (
    "drop index reflection_merged_into",
    "create index reflection_merged_into on reflection (merged_into) where merged_into is not null",
    "create index reflection_live_session on reflection (session_id) where merged_into is null",
    "create index reflection_live_speaker on reflection (speaker_id) where merged_into is null",
    "create index reflection_live_kind on reflection (kind) where merged_into is null",
    "create index reflection_live_author on reflection (author) where merged_into is null",
)
_SETTINGS = (("secure-delete", 1), ("automerge", 0), ("crisismerge", 1_000))


def m028_search_everything(db: "Database") -> None:
    for table, (create, columns, indexes) in _NUMBERED.items():
        db.execute(create)
        db.execute(
            f"insert into {table}_new ({columns}) select {columns} from {table} order by rowid"
        )
        db.execute(f"drop table {table}")
        db.execute(f"alter table {table}_new rename to {table}")
        for index in indexes:
            db.execute(index)
    for create in (*_NEW_TABLES, *_COUNTED):
        db.execute(create)
    _read_minutes(db)
    for table in ("reflection", "outcome"):
        for name in ("added", "deleted", "changed"):
            db.execute(f"drop trigger {table}_{name}")
        db.execute(f"drop table {table}_fts")
    db.execute(
        "create view reflection_text as select seq, text from reflection where merged_into is null"
    )
    for table, column in _INDEXED.items():
        _index(db, table, column)


def _index(db: "Database", table: str, column: str) -> None:
    index, is_reflection = f"{table}_fts", table == "reflection"
    content = "reflection_text" if is_reflection else table
    # The tokenizer keeps å apart from a: the default one makes måling and maling one word.
    db.execute(
        f"create virtual table {index} using fts5 ({column}, content='{content}',"
        " content_rowid='seq', tokenize='unicode61 remove_diacritics 0', prefix='1 2 3')"
    )
    for name, value in _SETTINGS:
        db.execute(f"insert into {index} ({index}, rank) values ('{name}', {value})")
    db.execute(f"insert into {index} ({index}) values ('rebuild')")
    is_old, is_new = (
        ("old.merged_into is null", "new.merged_into is null") if is_reflection else ("1", "1")
    )
    remove = (
        f"insert into {index} ({index}, rowid, {column})"
        f" select 'delete', old.seq, old.{column} where {is_old};"
    )
    add = f"insert into {index} (rowid, {column}) select new.seq, new.{column} where {is_new};"
    watched = f"{column}, seq, merged_into" if is_reflection else f"{column}, seq"
    for name, event, body in (
        ("added", "after insert", add),
        ("deleted", "after delete", remove),
        ("changed", f"after update of {watched}", remove + add),
    ):
        db.execute(f"create trigger {table}_{name} {event} on {table} begin {body} end")


def _read_minutes(db: "Database") -> None:
    rows = db.execute(
        "select id, document, created_at, modified_at, author from minutes order by rowid"
    ).fetchall()
    for minutes_id, document, *stamps in rows:
        values = (str(uuid4()), minutes_id, _words(document), *stamps)
        db.execute(
            "insert into minutes_text (id, minutes_id, text, created_at, modified_at, author)"
            " values (?, ?, ?, ?, ?, ?)",
            values,
        )


def _words(document: bytes) -> str:
    """Return the text of a Word file that FlipDesk wrote, a paragraph a line."""
    try:
        with zipfile.ZipFile(io.BytesIO(document)) as file:
            xml = file.read("word/document.xml").decode("utf-8")
    except (zipfile.BadZipFile, KeyError, UnicodeDecodeError):
        return ""
    paragraphs = re.findall(r"<w:p[ >].*?</w:p>", xml, re.DOTALL)
    texts = ("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", one)) for one in paragraphs)
    return "\n".join(_unescaped(text) for text in texts if text.strip())


def _unescaped(text: str) -> str:
    for escaped, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        text = text.replace(escaped, sign)
    return text
