"""Transcripts of every shape that hypothesis can think of, added to a record."""

from dataclasses import replace

from hypothesis import strategies as st

from flipdesk.domain.ids import TranscriptId, TranscriptSegmentId
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.transcript import (
    Transcript,
    TranscriptKind,
    TranscriptSegment,
    in_order,
    segment_id,
)
from tests.exchange.drawn import Draw, guids, moments_after, offsets_ms, positions, texts


@st.composite
def with_transcripts(draw: Draw, record: SessionRecord) -> SessionRecord:
    """Draw transcripts for a record, and reflections that were made from them."""
    session = record.session
    recordings = [one.id for one in record.recordings]
    transcripts = tuple(
        Transcript(
            id=TranscriptId(draw(guids)),
            session_id=session.id,
            position=position,
            name=draw(texts),
            kind=draw(st.sampled_from(TranscriptKind)),
            created=draw(moments_after(session.starts, session.zone)),
            file_name=draw(texts),
            sha256=draw(st.none() | st.just("0f" * 32)),
            language=draw(st.none() | st.sampled_from(["da", "en"])),
            made_with=draw(texts),
            offset_ms=draw(st.integers(-(10**8), 10**8)),
            recording_id=draw(st.none() | st.sampled_from(recordings)) if recordings else None,
            heard_to_ms=draw(st.none() | offsets_ms),
        )
        for position in positions(draw, draw(st.integers(0, 2)))
    )
    segments = tuple(one for owner in transcripts for one in draw_segments(draw, owner, record))
    ids = st.none() | st.sampled_from([one.id for one in segments]) if segments else st.none()
    reflections = tuple(replace(one, segment_id=draw(ids)) for one in record.reflections)
    return replace(
        record, transcripts=transcripts, transcript_segments=segments, reflections=reflections
    )


def draw_segments(
    draw: Draw, owner: Transcript, record: SessionRecord
) -> tuple[TranscriptSegment, ...]:
    people = [one.id for one in record.participants]
    found = []
    for index, position in enumerate(positions(draw, draw(st.integers(0, 4)))):
        begin, end = sorted((draw(offsets_ms), draw(offsets_ms)))
        own = draw(st.sampled_from([segment_id(owner.id, index), TranscriptSegmentId(draw(guids))]))
        found.append(
            TranscriptSegment(
                id=own,
                transcript_id=owner.id,
                position=position,
                from_ms=begin,
                to_ms=end,
                text=draw(texts),
                speaker_id=draw(st.none() | st.sampled_from(people)) if people else None,
                speaker_label=draw(texts),
                source_text=draw(st.none() | texts),
                is_checked=draw(st.booleans()),
            )
        )
    return in_order(found)
