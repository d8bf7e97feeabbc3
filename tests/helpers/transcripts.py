"""Transcripts to try things on."""

from collections.abc import Sequence
from datetime import UTC, datetime

from flipdesk.domain.changes import Changes
from flipdesk.domain.ids import SessionId, TranscriptId, new_guid
from flipdesk.domain.transcript import (
    Transcript,
    TranscriptKind,
    TranscriptSegment,
    segment_id,
)
from flipdesk.knowledge.knowledge_base import KnowledgeBase

MADE = datetime(2021, 4, 23, 8, tzinfo=UTC)


def transcript(session_id: SessionId, kind: TranscriptKind = TranscriptKind.IMPORTED) -> Transcript:
    return Transcript(
        id=TranscriptId(new_guid()),
        session_id=session_id,
        position=0,
        name="Formiddag",
        kind=kind,
        created=MADE,
        file_name="formiddag.vtt",
        sha256="0f" * 32,
        language="da",
        made_with="noScribe",
    )


def segments(
    owner: Transcript, *pieces: tuple[int, int, str, str]
) -> tuple[TranscriptSegment, ...]:
    """Return segments of from, to, label and text."""
    return tuple(
        TranscriptSegment(
            segment_id(owner.id, index), owner.id, index, start, end, text, speaker_label=label
        )
        for index, (start, end, label, text) in enumerate(pieces)
    )


def many(owner: Transcript, count: int = 5_000) -> tuple[TranscriptSegment, ...]:
    """Return segments of three seconds each, four hours of them when there are 5,000."""
    words = "Så vi prøver at gribe det, borgeren siger om sit eget perspektiv på arbejde"
    return segments(
        owner,
        *(
            (index * 2_880, index * 2_880 + 2_700, f"S{index // 7 % 6:02d}", f"{words} {index}.")
            for index in range(count)
        ),
    )


def stored(base: KnowledgeBase, owner: Transcript, pieces: Sequence[TranscriptSegment]) -> Changes:
    with base.atomic():
        return base.transcripts.add(owner) + base.transcript_segments.add_all(pieces)
