"""What a session file knows of recordings: everything but the sound."""

from collections.abc import Iterator
from typing import Any

from flipdesk.domain.ids import RecordingId, SegmentId, SessionId
from flipdesk.domain.recording import Recording, Segment
from flipdesk.domain.session import Session
from flipdesk.exchange import session_ids
from flipdesk.exchange.session_checks import Object
from flipdesk.exchange.session_parts import part_id
from flipdesk.exchange.session_times import write_moment
from flipdesk.exchange.session_timetable import Timetable


def build_recordings(
    data: Object, session_id: SessionId, timetable: Timetable
) -> Iterator[Recording]:
    """Yield the recordings of a file that has been checked."""
    for index, recording in enumerate(data.get("recordings", [])):
        recording_id = RecordingId(part_id(recording, session_id, "recording", index))
        yield Recording(
            id=recording_id,
            session_id=session_id,
            folder=recording["folder"],
            device=recording["device"],
            rate_hz=int(recording["rate_hz"]),
            channels=int(recording["channels"]),
            started=timetable.moments["recordings", index, "started"],
            stopped=timetable.moments.get(("recordings", index, "stopped")),
            samples=int(recording.get("samples", 0)),
            source=recording.get("source", ""),
            is_clip=bool(recording.get("clip", False)),
            segments=tuple(_build_segments(recording, recording_id)),
        )


def recording_ids(data: Object, session_id: SessionId) -> list[RecordingId]:
    """Return the id of each recording by its index."""
    return [
        RecordingId(part_id(one, session_id, "recording", index))
        for index, one in enumerate(data.get("recordings", []))
    ]


def _build_segments(recording: Object, recording_id: RecordingId) -> Iterator[Segment]:
    for index, data in enumerate(recording.get("segments", [])):
        derived = session_ids.part_id(recording_id, "segment", index)
        yield Segment(
            id=SegmentId(data.get("guid") or derived),
            recording_id=recording_id,
            file_name=data["file_name"],
            first_sample=int(data["first_sample"]),
            samples=int(data["samples"]),
            sha256=data.get("sha256"),
        )


def recording_object(recording: Recording, index: int, session: Session) -> dict[str, Any]:
    """Return what stands in the file for a recording; None for what is left out."""
    derived = session_ids.part_id(session.id, "recording", index)
    stopped = recording.stopped
    return {
        "folder": recording.folder,
        "device": recording.device,
        "rate_hz": recording.rate_hz,
        "channels": recording.channels,
        "started": write_moment(recording.started, session.zone),
        "stopped": None if stopped is None else write_moment(stopped, session.zone),
        "samples": recording.samples or None,
        "source": recording.source or None,
        "clip": recording.is_clip or None,
        "segments": [
            _segment_object(segment, place) for place, segment in enumerate(recording.segments)
        ],
        "guid": None if recording.id == derived else recording.id,
    }


def _segment_object(segment: Segment, index: int) -> dict[str, Any]:
    derived = session_ids.part_id(segment.recording_id, "segment", index)
    values = {
        "file_name": segment.file_name,
        "first_sample": segment.first_sample,
        "samples": segment.samples,
        "sha256": segment.sha256,
        "guid": None if segment.id == derived else segment.id,
    }
    return {key: value for key, value in values.items() if value is not None}
