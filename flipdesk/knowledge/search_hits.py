"""What was found, as a row of columns and as a hit."""

from datetime import datetime
from typing import cast

from flipdesk.domain.changes import Row, Value
from flipdesk.domain.codebook import POTENTIALS_AXIS
from flipdesk.domain.ids import SessionId
from flipdesk.domain.search import Hit, HitKind
from flipdesk.domain.vocabulary import Role
from flipdesk.knowledge.rows import Rows
from flipdesk.knowledge.search_kinds import SearchKind
from flipdesk.knowledge.tags import Tags


def hit_rows(rows: Rows, kind: SearchKind, source: str, *values: Value) -> list[Row]:
    """Return of what follows "select …" the rows of which `hit_of` makes hits."""
    found = rows.query(f"select {_columns(kind)} {source}", *values)
    # Most have one potential, and putting those of each in order takes a third of the time.
    several = [str(row["id"]) for row in found if " " in str(row["potentials"] or "")]
    if not several:
        return found
    codes = {
        owner: {"potentials": " ".join(codes)}
        for (owner, axis), codes in Tags(rows, kind.table).of(several).items()
        if axis == POTENTIALS_AXIS
    }
    return [{**row, **codes.get(str(row["id"]), {})} for row in found]


def _columns(kind: SearchKind) -> str:
    tags = "null"
    if kind.has_tags:
        tags = (
            f"(select group_concat(g.code, ' ') from {kind.table}_tag as g"
            f" where g.{kind.table}_id = x.id and g.axis = '{POTENTIALS_AXIS}')"
        )
    clip = "0"
    if kind.table == "reflection":
        clip = (
            "x.clip_ms is not null and exists (select 1 from ear_round as e"
            " where e.id = x.round_id and e.passage_id is not null)"
        )
    return (
        f"x.id, '{kind.table}' as kind, {kind.session} as session_id, s.title as session_title,"
        " r.title as series_title, coalesce(o.name, '') as organisation, s.starts_at,"
        f" {kind.at_ms} as at_ms, x.text, p.role as role,"
        f" {tags} as potentials, {clip} as in_clip,"
        f" {kind.at_ms} is not null and exists (select 1 from recording as heard"
        f" where heard.session_id = {kind.session} and not heard.is_clip) as has_sound"
    )


def hit_of(row: Row, shown: str | None = None) -> Hit:
    """Return a row of `hit_rows` as a hit, with a snippet or all of its text."""
    role, potentials = row["role"], row["potentials"]
    return Hit(
        kind=cast("HitKind", row["kind"]),
        id=str(row["id"]),
        session_id=SessionId(str(row["session_id"])),
        session_title=str(row["session_title"]),
        series_title=str(row["series_title"]),
        organisation=str(row["organisation"]),
        starts=datetime.fromisoformat(str(row["starts_at"])),
        at_ms=cast("int | None", row["at_ms"]),
        role=None if role is None else Role(str(role)),
        text=str(row["text"]),
        snippet=str(row["text"]) if shown is None else shown,
        potentials=tuple(str(potentials).split()) if potentials else (),
        in_clip=bool(row["in_clip"]),
        has_sound=bool(row["has_sound"]),
    )
