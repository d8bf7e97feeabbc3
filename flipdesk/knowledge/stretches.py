"""Where on the timeline and in texts each code was used."""

from flipdesk.domain.changes import Row, Value
from flipdesk.domain.codebook import PATTERNS_AXIS
from flipdesk.domain.report import Scope
from flipdesk.domain.together import Stretch
from flipdesk.knowledge.rows import Rows
from flipdesk.knowledge.tag_counts import REFLECTIONS, SESSIONS, TAGS, narrowed

_CODED_TEXT = (
    "coalesce(c.reflection_id, c.outcome_id, c.segment_id, c.minutes_id)",
    "coalesce(length(x.text), length(u.text), length(g.text))",
)


class StretchStore:
    """Reads only."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def of_axis(self, scope: Scope, axis: str) -> tuple[Stretch, ...]:
        """Return every use of a code of an axis, line by line."""
        found = [*self._tagged(scope, axis), *self._coded(scope, axis)]
        return tuple(sorted(found, key=_place))

    def _tagged(self, scope: Scope, axis: str) -> list[Stretch]:
        """Return the codes of reflections.

        One made from a transcript reaches as far as its segment; any other is a moment.
        """
        where, values = narrowed(scope)
        tagged, code = TAGS, "q.code"
        if axis == PATTERNS_AXIS:
            tagged, code = f"{REFLECTIONS} and x.pattern is not null and ? <> ''", "x.pattern"
        rows = self._rows.query(
            f"select {code} as code, x.id, x.session_id, coalesce(g.from_ms, x.at_ms) as first,"
            f" coalesce(g.to_ms, x.at_ms) as last from {tagged}"
            f" left join transcript_segment as g on g.id = x.segment_id where {where}",
            axis,
            *values,
        )
        return [_of_reflection(row) for row in rows]

    def _coded(self, scope: Scope, axis: str) -> list[Stretch]:
        """Return what coders have coded in words and in sound; a lost coding has no place."""
        where, values = narrowed(scope)
        text, length = _CODED_TEXT
        rows = self._rows.query(
            f"select c.code, c.id, c.session_id, c.coder_id, {text} as text_id, c.reflection_id,"
            f" case when {text} is null then c.from_ms else coalesce(c.start_at, 0) end as first,"
            f" case when {text} is null then c.to_ms else coalesce(c.end_at, {length}) end as last"
            f" from {SESSIONS} cross join coding as c on c.session_id = s.id and c.axis = ?"
            " left join reflection as x on x.id = c.reflection_id"
            " left join outcome as u on u.id = c.outcome_id"
            " left join transcript_segment as g on g.id = c.segment_id"
            f" where (c.start_at is null or c.start_at < c.end_at) and {where}",
            axis,
            *values,
        )
        return [_of_coding(row) for row in rows if row["last"] is not None]


def _of_reflection(row: Row) -> Stretch:
    reflection, session = str(row["id"]), str(row["session_id"])
    places = (_number(row["first"]), _number(row["last"]))
    return Stretch(str(row["code"]), reflection, session, session, *places, reflection)


def _of_coding(row: Row) -> Stretch:
    session, text = str(row["session_id"]), row["text_id"]
    return Stretch(
        str(row["code"]),
        str(row["id"]),
        f"{session if text is None else str(text)} {row['coder_id']!s}",
        session,
        _number(row["first"]),
        _number(row["last"]),
        str(row["reflection_id"] or ""),
        is_text=text is not None,
    )


def _place(one: Stretch) -> tuple[str, int]:
    return one.line, one.begin or 0


def _number(value: Value) -> int | None:
    return None if value is None else int(str(value))
