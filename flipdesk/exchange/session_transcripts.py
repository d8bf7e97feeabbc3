"""The transcripts of a session file; transcripts and recordings are named by their index."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from flipdesk.domain.ids import ParticipantId, SessionId, TranscriptId, TranscriptSegmentId
from flipdesk.domain.offsets import format_offset, parse_offset
from flipdesk.domain.recording import Recording
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.transcript import Transcript, TranscriptKind, TranscriptSegment, segment_id
from flipdesk.exchange.refusal import Problems
from flipdesk.exchange.session_checks import Object, objects, same_initials, text_of
from flipdesk.exchange.session_head_write import unless
from flipdesk.exchange.session_parts import part_id, parts
from flipdesk.exchange.session_recordings import recording_ids
from flipdesk.exchange.session_times import write_moment
from flipdesk.exchange.session_timetable import Timetable
from flipdesk.i18n import _


def check_transcripts(data: Object, problems: Problems) -> None:
    """Note every segment that ends before it begins, or that stands before its transcript's."""
    latest = 0
    for index, segment in objects(data, "transcript_segments"):
        beginning, end = text_of(segment, "from"), text_of(segment, "to")
        try:
            is_wrong = parse_offset(end or "") < parse_offset(beginning or "")
        except ValueError:
            is_wrong = False
        if is_wrong:
            problems.add(("transcript_segments", index, "to"), _("lies before from"))
        owner = segment.get("transcript")
        if isinstance(owner, int):
            if owner < latest:
                message = _("stands among the segments of a later transcript")
                problems.add(("transcript_segments", index, "transcript"), message)
            latest = max(latest, owner)


def build_transcripts(
    data: Object,
    session_id: SessionId,
    people: Mapping[str, ParticipantId],
    timetable: Timetable,
) -> tuple[tuple[Transcript, ...], tuple[TranscriptSegment, ...]]:
    """Return transcripts and segments of a file that has been checked."""
    recordings = recording_ids(data, session_id)
    transcripts = tuple(
        Transcript(
            id=TranscriptId(part_id(one, session_id, "transcript", index)),
            session_id=session_id,
            position=position,
            name=one["name"],
            kind=TranscriptKind(one.get("kind", TranscriptKind.IMPORTED)),
            created=timetable.moments["transcripts", index, "created"],
            file_name=one.get("file_name", ""),
            sha256=one.get("sha256"),
            language=one.get("language"),
            made_with=one.get("made_with", ""),
            offset_ms=int(one.get("offset_ms", 0)),
            recording_id=recordings[int(one["recording"])] if "recording" in one else None,
            heard_to_ms=parse_offset(one["heard_to"]) if "heard_to" in one else None,
        )
        for index, position, one in parts(data, "transcripts")
    )
    return transcripts, tuple(_build_segments(data, segment_ids(data, session_id), people))


def _build_segments(
    data: Object,
    ids: Sequence[tuple[TranscriptId, TranscriptSegmentId]],
    people: Mapping[str, ParticipantId],
) -> Iterator[TranscriptSegment]:
    position, before = -1, None
    for (owner, own_id), one in zip(ids, data.get("transcript_segments", []), strict=True):
        position = int(one.get("position", position + 1 if owner == before else 0))
        before = owner
        yield TranscriptSegment(
            id=own_id,
            transcript_id=owner,
            position=position,
            from_ms=parse_offset(one["from"]),
            to_ms=parse_offset(one["to"]),
            text=one["text"],
            speaker_id=people[same_initials(one["speaker"])] if "speaker" in one else None,
            speaker_label=one.get("speaker_label", ""),
            source_text=one.get("source_text"),
            is_checked=one.get("is_checked", False),
        )


def segment_ids(
    data: Object, session_id: SessionId
) -> list[tuple[TranscriptId, TranscriptSegmentId]]:
    """Return the ids of each segment's transcript and its own, in the order of the file."""
    owners = [
        TranscriptId(part_id(one, session_id, "transcript", index))
        for index, one in enumerate(data.get("transcripts", []))
    ]
    found: list[tuple[TranscriptId, TranscriptSegmentId]] = []
    by_owner = groupby(data.get("transcript_segments", []), lambda one: int(one["transcript"]))
    for owner, segments in by_owner:
        for index, one in enumerate(segments):
            guid: str | None = one.get("guid")
            own = TranscriptSegmentId(guid) if guid else segment_id(owners[owner], index)
            found.append((owners[owner], own))
    return found


def transcript_object(
    one: Transcript, recordings: Sequence[Recording], zone: str
) -> dict[str, Any]:
    """Return what stands in the file for a transcript; None for what is left out."""
    ids = [recording.id for recording in recordings]
    return {
        "name": one.name,
        "kind": unless(TranscriptKind.IMPORTED, one.kind),
        "created": write_moment(one.created, zone),
        "file_name": one.file_name or None,
        "sha256": one.sha256,
        "language": one.language,
        "made_with": one.made_with or None,
        "offset_ms": one.offset_ms or None,
        "recording": ids.index(one.recording_id) if one.recording_id in ids else None,
        "heard_to": None if one.heard_to_ms is None else format_offset(one.heard_to_ms),
    }


def segment_objects(
    record: SessionRecord, initials: Mapping[ParticipantId, str]
) -> Iterator[dict[str, Any]]:
    """Yield what stands in the file for each segment; None for what is left out."""
    owners = {one.id: index for index, one in enumerate(record.transcripts)}
    for owner, segments in groupby(record.transcript_segments, lambda one: one.transcript_id):
        position = -1
        for index, one in enumerate(segments):
            yield {
                "transcript": owners[owner],
                "from": format_offset(one.from_ms),
                "to": format_offset(one.to_ms),
                "text": one.text,
                "speaker": None if one.speaker_id is None else initials[one.speaker_id],
                "speaker_label": one.speaker_label or None,
                "source_text": one.source_text,
                "is_checked": one.is_checked,
                "position": unless(position + 1, one.position),
                "guid": unless(segment_id(owner, index), one.id),
            }
            position = one.position


def segment_places(segments: Iterable[TranscriptSegment]) -> dict[TranscriptSegmentId | None, int]:
    """Return the index of each segment in the file."""
    return {one.id: index for index, one in enumerate(segments)}
