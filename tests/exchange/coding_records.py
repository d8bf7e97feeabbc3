"""Codings and memos of every shape, for a record that is drawn already."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from flipdesk.domain.coding import Coder, Coding, Memo
from flipdesk.domain.ids import CoderId, CodingId, MemoId
from flipdesk.domain.session_record import SessionRecord
from flipdesk.exchange import session_ids
from tests.exchange.drawn import Draw, guids, moments_after, names, offsets_ms, positions, texts

_AXES = ("potentials", "dimensions", "patterns", "tags")


@st.composite
def with_codings(draw: Draw, record: SessionRecord) -> SessionRecord:
    """Draw what up to three coders did with a record."""
    drawn = draw(st.lists(names, max_size=3, unique_by=str.casefold))
    coders = [
        Coder(
            draw(st.sampled_from([session_ids.coder_id(name), CoderId(draw(guids))])),
            name,
            draw(texts),
        )
        for name in drawn
    ]
    if not coders:
        return record
    session = record.session
    made = moments_after(session.starts, session.zone)
    targets = _targets(record)
    codings = []
    for position in positions(draw, draw(st.integers(0, 4))):
        fields, text = draw(st.sampled_from(targets))
        axis, code = _code(draw, record)
        codings.append(
            Coding(
                id=CodingId(draw(guids)),
                session_id=session.id,
                position=position,
                coder_id=draw(st.sampled_from(coders)).id,
                axis=axis,
                code=code,
                made=draw(made),
                quote=draw(texts),
                **fields,
                **_place(draw, text),
            )
        )
    memos = []
    for position in positions(draw, draw(st.integers(0, 3))):
        about: list[dict[str, Any]] = [fields for fields, _text in targets]
        about += [{"coding_id": one.id} for one in codings]
        axis, code = _code(draw, record)
        about.append({"axis": axis, "code": code})
        memos.append(
            Memo(
                id=MemoId(draw(guids)),
                session_id=session.id,
                position=position,
                coder_id=draw(st.sampled_from(coders)).id,
                text=draw(texts),
                made=draw(made),
                **draw(st.sampled_from(about)),
            )
        )
    named = {one.coder_id for one in codings} | {one.coder_id for one in memos}
    return replace(
        record,
        coders=tuple(one for one in coders if one.id in named),
        codings=tuple(codings),
        memos=tuple(memos),
    )


def _targets(record: SessionRecord) -> list[tuple[dict[str, Any], str | None]]:
    """Return what can be coded, with its text; sound has none."""
    found: list[tuple[dict[str, Any], str | None]] = [({}, None)]
    reflections = (*record.reflections, *record.merged)
    found += [({"reflection_id": one.id}, one.text) for one in reflections]
    found += [({"outcome_id": one.id}, one.text) for one in record.outcomes]
    found += [({"segment_id": one.id}, one.text) for one in record.transcript_segments]
    return found


def _place(draw: Draw, text: str | None) -> dict[str, Any]:
    if text is None:
        begin = draw(offsets_ms)
        return {"from_ms": begin, "to_ms": begin + draw(st.integers(1, 60_000))}
    if draw(st.booleans()):
        return {}
    start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
    return {"start_at": start, "end_at": end}


def _code(draw: Draw, record: SessionRecord) -> tuple[str, str]:
    axis = draw(st.sampled_from(_AXES))
    slugs = [code.slug for code in record.codebook.axis(axis).codes]
    own = names.filter(lambda name: len(name) > 0)
    code = draw(st.sampled_from(slugs)) if slugs and axis != "tags" else draw(own)
    return (axis, code) if slugs or axis == "tags" else ("tags", code)
