"""Taking in recordings made elsewhere, at their place on the session's timeline."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from flipdesk.audio.foreign_sound import ForeignSound
from flipdesk.audio.import_sound import ImportedSound
from flipdesk.domain.changes import Changes
from flipdesk.domain.ids import RecordingId, SessionId, new_guid
from flipdesk.domain.placement import FARTHEST, Placement, by_clock, by_moment
from flipdesk.domain.recording import CLIP_FOLDER, Recording
from flipdesk.domain.reflection import Marker
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.use import Act, Thing
from flipdesk.domain.wall_clock import zone_info
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.found_sound import IMPORTED
from flipdesk.services.sound_keeping import with_files
from flipdesk.services.sound_keys import key_of

_SHORT = 8


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What `audio.import_sound.import_sound` needs: plain values for a job."""

    path: Path
    folder: Path
    placement: Placement
    recording: RecordingId
    key: bytes | None = field(default=None, repr=False)


class SoundImport:
    """Plans an import and stores what came of it.

    Between the two stands a job without the knowledge base: inspect_sound before, import_sound
    after the plan. Recordings are facts and not steps that can be undone.
    """

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base

    def plan_by_clock(
        self, session_id: SessionId, sound: ForeignSound, starts: datetime | None = None
    ) -> ImportPlan:
        """Place sound by the moment it began.

        Without one, that is what its maker wrote into the file, else what the time it was written
        lets suppose. Moments without a zone are by the session's clock.

        Raises:
            KnownError: it would lie outside the session.
        """
        record = self._base.record(session_id)
        moment = starts or sound.dated or sound.begins
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=zone_info(record.session.zone))
        return self._plan(record, sound, by_clock(_fixed(moment), _zero(record)))

    def plan_by_marker(
        self, session_id: SessionId, sound: ForeignSound, marker: Marker, in_file_ms: int
    ) -> ImportPlan:
        """Place sound so that a marker's moment is heard so far into the file.

        Raises:
            KnownError: the marker has no moment, or the sound would lie outside the session.
        """
        record = self._base.record(session_id)
        zero = _zero(record)
        if marker.at_ms is not None and (zero is not None or marker.said_at is None):
            probable = _fixed(sound.begins) + timedelta(milliseconds=in_file_ms - marker.at_ms)
            start = zero or record.recording_start() or probable
            placement = by_moment(marker.at_ms, in_file_ms, start)
        elif marker.said_at is not None:
            begins = marker.said_at - timedelta(milliseconds=in_file_ms)
            placement = by_clock(_fixed(begins), zero)
        else:
            sentence = _("The marker “{label}” has no time; place the sound by another one.")
            raise KnownError(sentence.format(label=marker.label))
        return self._plan(record, sound, placement)

    def marker(self, session_id: SessionId, wanted: str) -> Marker:
        """Return the marker of this label, identity or beginning of one.

        Raises:
            KnownError: no marker, or more than one, is meant.
        """
        markers = self._base.markers.of_session(session_id)
        sought = wanted.strip().casefold()
        exact = [one for one in markers if sought in (one.id, one.label.strip().casefold())]
        found = exact or [one for one in markers if sought and one.id.startswith(sought)]
        if len(found) == 1:
            return found[0]
        if found:
            listed = ", ".join(one.id[:_SHORT] for one in found)
            sentence = _("“{wanted}” can be several markers; name one of them: {markers}.")
            raise KnownError(sentence.format(wanted=wanted, markers=listed))
        listed = ", ".join(f"{one.id[:_SHORT]} {one.label}".strip() for one in markers) or "–"
        sentence = _("There is no marker “{wanted}” in the session; it has: {markers}.")
        raise KnownError(sentence.format(wanted=wanted, markers=listed))

    def plan_clip(self, session_id: SessionId, sound: ForeignSound) -> ImportPlan:
        """Let sound be a clip, which is no part of the session's timeline and begins at 0."""
        placement = by_clock(_fixed(sound.begins), None)
        recording = RecordingId(new_guid())
        name = f"{CLIP_FOLDER}{recording[:_SHORT]}"
        folder = self._base.recording_folder(session_id) / name
        return ImportPlan(sound.path, folder, placement, recording, self._key(folder))

    def _key(self, folder: Path) -> bytes | None:
        return key_of(self._base, folder, make=True)

    def settle(self, session_id: SessionId, made: ImportedSound) -> Changes:
        """Store the recording, or the clip, that was taken in; nothing when the session is gone.

        Raises:
            KnownError: the knowledge base cannot be written now. The folder is then found again
                by `Recovery`.
        """
        if self._base.sessions.get(session_id) is None:
            return Changes()
        spec, zero = made.contents.spec, made.placement.zero
        recording = Recording(
            id=RecordingId(made.recording),
            session_id=session_id,
            folder=made.contents.folder.relative_to(self._base.folder).as_posix(),
            device="",
            rate_hz=spec.rate_hz,
            channels=spec.channels,
            started=zero,
            stopped=zero + timedelta(milliseconds=made.contents.total_ms),
            source=made.source,
            is_clip=made.contents.folder.name.startswith(CLIP_FOLDER),
        )
        changes = self._base.recordings.add(with_files(recording, made.contents))
        self._base.uses.note(Act.IMPORTED, Thing.RECORDING, recording.id, session=session_id)
        return changes

    def _plan(self, record: SessionRecord, sound: ForeignSound, placement: Placement) -> ImportPlan:
        if placement.left_out_ms(sound.length_ms) >= sound.length_ms:
            raise KnownError(
                _(
                    "“{name}” ends before the session's recording begins. Say when it begins, or"
                    " place it by a marker."
                ).format(name=sound.path.name)
            )
        if timedelta(milliseconds=placement.offset_ms) > FARTHEST:
            raise KnownError(
                _(
                    "“{name}” begins more than two days after the session. Say when it begins, or"
                    " place it by a marker."
                ).format(name=sound.path.name)
            )
        recording = RecordingId(new_guid())
        folder = self._base.recording_folder(record.session.id) / f"{IMPORTED}{recording[:_SHORT]}"
        return ImportPlan(sound.path, folder, placement, recording, self._key(folder))


def _zero(record: SessionRecord) -> datetime | None:
    """Return the zero that recordings have defined, None when this one will."""
    return min((one.started for one in record.recordings), default=None)


def _fixed(moment: datetime) -> datetime:
    # Differences of one ZoneInfo are by the clock on the wall, also in the nights it is changed.
    return datetime.fromisoformat(moment.isoformat())
