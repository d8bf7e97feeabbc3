"""What researchers have coded in a session, at its places in the texts as they are shared."""

from dataclasses import replace

from flipdesk.domain.coding import Coder, Coding, Memo
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.shared_session import (
    SharedCoder,
    SharedCoding,
    SharedMemo,
    SharedSession,
)
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.minutes_voices import Voices


def with_codings(
    base: KnowledgeBase,
    record: SessionRecord,
    voices: Voices,
    session: SharedSession,
    *,
    with_names: bool = False,
) -> SharedSession:
    """Return a shared session with the codings of what is in it, and the memos about that.

    Coders have a name that says nothing of them unless `with_names`; their GUIDs stay.
    """
    stored = _texts(base, record, session)
    codings = base.codings.of_session(record.session.id)
    kept = tuple(made for one in codings if (made := _coding(one, stored, voices)) is not None)
    ids = {one.id for one in kept}
    memos = tuple(
        memo
        for each in base.memos.of_session(record.session.id)
        if (memo := _memo(each, stored, ids, voices)) is not None
    )
    coders = {one.coder_id for one in kept} | {one.coder_id for one in memos}
    return replace(
        session,
        coders=tuple(
            SharedCoder(one.id, _name(one, with_names=with_names))
            for one in base.coders.of_session(record.session.id)
            if one.id in coders
        ),
        codings=kept,
        memos=memos,
        codings_left=len(codings) - len(kept),
    )


def coder_name(coder_id: str) -> str:
    """Return what a coder is called where nobody is named: the same in every export."""
    return _("Coder {code}").format(code=coder_id[:4])


def _name(coder: Coder, *, with_names: bool) -> str:
    return coder.name if with_names else coder_name(coder.id)


def _texts(base: KnowledgeBase, record: SessionRecord, session: SharedSession) -> dict[str, str]:
    """Return the stored texts of what is shared, by ids."""
    shared = {one.id for one in session.notes()}
    shared |= {line.id for each in session.transcripts for line in each.lines}
    texts: dict[str, str] = {one.id: one.text for one in record.reflections}
    texts |= {one.id: one.text for one in record.outcomes}
    if session.transcripts:
        segments = base.transcript_segments.of_session(record.session.id)
        texts |= {str(one.id): one.text for one in segments}
    return {key: text for key, text in texts.items() if key in shared}


def _coding(one: Coding, stored: dict[str, str], voices: Voices) -> SharedCoding | None:
    made = SharedCoding(one.id, one.coder_id, one.axis, one.code, one.made.replace(microsecond=0))
    if one.text_id is None:
        return replace(made, from_ms=one.from_ms or 0, to_ms=one.to_ms or 0)
    text = stored.get(one.text_id)
    if text is None or one.has_lost_its_words:
        return None
    made = replace(made, text_id=one.text_id)
    if one.is_whole:
        return made
    start, end = voices.shown(text).shown(*one.span_in(text))
    return replace(made, start=start, end=end)


def _memo(
    one: Memo, stored: dict[str, str], codings: set[str], voices: Voices
) -> SharedMemo | None:
    text_id = one.reflection_id or one.outcome_id or one.segment_id
    if text_id is not None and text_id not in stored:
        return None
    if one.coding_id is not None and one.coding_id not in codings:
        return None
    return SharedMemo(
        one.id,
        one.coder_id,
        voices.shown(one.text).text,
        one.made.replace(microsecond=0),
        one.coding_id,
        text_id,
        one.axis or "",
        one.code or "",
    )
