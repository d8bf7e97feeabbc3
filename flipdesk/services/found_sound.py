"""Sound on the disk that the knowledge base does not know: what a crash leaves behind.

Plain functions of plain values, quick when nothing is amiss: names and sizes are enough then.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from flipdesk.audio.failure import AudioError
from flipdesk.audio.live_recorder import is_recorded_into
from flipdesk.audio.logged_gaps import logged_gaps
from flipdesk.audio.manifest import Chunk, ManifestLine, Stopped
from flipdesk.audio.recording_folder import RecordedSegment, RecordingContents, read_with_lines
from flipdesk.audio.segment import FLAC_ENDINGS, WAVE_ENDINGS, SegmentName
from flipdesk.audio.segment_length import frames_in
from flipdesk.audio.spec import AudioSpec
from flipdesk.domain.ids import RecordingId, SessionId
from flipdesk.domain.kept_sound import KeptSound
from flipdesk.domain.session import Session
from flipdesk.domain.sound_gap import GapKind
from flipdesk.i18n import _
from flipdesk.services.sound_keeping import stem
from flipdesk.services.sound_keys import KeyOf, no_key

IMPORTED = "imported-"


@dataclass(frozen=True, slots=True)
class Found:
    """A folder with something that the knowledge base lacks.

    `title` is None when the session is gone; `zone` is its clock. `started` and `ended` are None
    when nothing can be read; then `problems` says why. `lost_ms` is what was not recorded though
    it should have been.
    """

    folder: Path
    session_id: SessionId
    title: str | None
    zone: str = ""
    recording_id: RecordingId | None = None
    recorded_ms: int = 0
    started: datetime | None = None
    ended: datetime | None = None
    is_unfinished: bool = False
    unknown_files: tuple[str, ...] = ()
    other_lengths: tuple[str, ...] = ()
    lost_ms: int = 0
    problems: tuple[str, ...] = ()
    key: bytes | None = field(default=None, repr=False)

    @property
    def is_orphan(self) -> bool:
        """Whether its session has been deleted; there is nothing to take it back to."""
        return self.title is None

    @property
    def is_to_take_back(self) -> bool:
        """Whether the knowledge base can learn something."""
        lacks = self.is_unfinished or bool(self.unknown_files or self.other_lengths)
        return lacks and not self.is_orphan


def look(
    recordings: Path,
    kept: tuple[KeptSound, ...],
    sessions: Mapping[SessionId, Session],
    key_of: KeyOf = no_key,
) -> tuple[Found, ...]:
    """Compare every folder of sound with what is known of it, the sessions by their identities.

    A folder that is being recorded into is passed over. Nothing is changed. `key_of` is asked for
    the keys of sound that is sealed, where there is more to see than names and lengths.
    """
    base = recordings.parent
    by_folder = {one.folder: one for one in kept}
    found = []
    for folder, entries in _folders(recordings):
        known = by_folder.pop(folder.relative_to(base).as_posix(), None)
        if known is not None and _is_as_known(entries, known):
            continue
        one = _closer(folder, known, sessions, key_of)
        if one is not None:
            found.append(one)
    # Never stopped, and no folder: a power cut before the first sound was on the disk.
    for left in by_folder.values():
        if not left.is_stopped and left.session_id in sessions:
            found.append(_without_sound(base / left.folder, left, sessions))
    return tuple(found)


def _folders(recordings: Path) -> Iterator[tuple[Path, list[os.DirEntry[str]]]]:
    for session in _entries(recordings):
        if not session.is_dir():
            continue
        folder = Path(session.path)
        entries = _entries(folder)
        yield folder, entries
        for entry in entries:
            if entry.name.startswith(IMPORTED) and entry.is_dir():
                yield Path(entry.path), _entries(Path(entry.path))


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return []


def _is_as_known(entries: list[os.DirEntry[str]], known: KeptSound) -> bool:
    """Return whether every file is known with its length; that of a FLAC is not looked into."""
    if not known.is_stopped:
        return False
    lengths = {stem(file): samples for file, samples in known.files}
    spec = AudioSpec(channels=known.channels)
    for entry in entries:
        if SegmentName.parse(entry.name) is None:
            continue
        samples = lengths.get(stem(entry.name))
        if entry.name.endswith(WAVE_ENDINGS):
            frames = frames_in(Path(entry.path), spec)
            if frames != samples and (frames > 0 or samples):
                return False
        elif samples is None:
            return False
    return True


def _closer(
    folder: Path,
    known: KeptSound | None,
    sessions: Mapping[SessionId, Session],
    key_of: KeyOf,
) -> Found | None:
    session_id = SessionId(folder.parent.name if folder.name.startswith(IMPORTED) else folder.name)
    session = sessions.get(session_id)
    title, zone = (session.title, session.zone) if session else (None, "")
    key = key_of(folder)
    try:
        contents, lines = read_with_lines(folder, key)
        if is_recorded_into(folder, lines):
            return None
    except AudioError:
        if is_recorded_into(folder):
            return None
        unstopped = known is not None and not known.is_stopped
        return _without_sound(folder, known, sessions) if known and unstopped else None
    except OSError as error:
        return Found(folder, session_id, title, zone, problems=(cannot_be_read(folder, error),))
    lengths = {stem(file): samples for file, samples in known.files} if known else {}
    sounding = [one for one in contents.segments if one.samples]
    found = Found(
        folder,
        session_id,
        title,
        zone,
        recording_id=known.recording_id if known else None,
        recorded_ms=contents.recorded_ms,
        started=contents.started_utc,
        ended=ended(contents, lines),
        is_unfinished=known is not None and not known.is_stopped,
        unknown_files=tuple(
            one.path.name for one in sounding if stem(one.path.name) not in lengths
        ),
        other_lengths=tuple(
            one.path.name
            for one in sounding
            if lengths.get(stem(one.path.name), one.samples) != one.samples
        ),
        lost_ms=contents.spec.ms(_lost(lines)),
        problems=tuple(_problems(contents)),
        key=key,
    )
    lacks = found.is_unfinished or found.unknown_files or found.other_lengths
    return found if lacks else None


def _without_sound(folder: Path, known: KeptSound, sessions: Mapping[SessionId, Session]) -> Found:
    problem = _("There is no sound in the folder {folder}.").format(folder=folder)
    session = sessions.get(known.session_id)
    return Found(
        folder,
        known.session_id,
        session.title if session else None,
        session.zone if session else "",
        recording_id=known.recording_id,
        is_unfinished=True,
        problems=(problem,),
    )


def cannot_be_read(folder: Path, error: OSError) -> str:
    """Return the sentence for a folder that the disk does not give back."""
    sentence = _("The folder {folder} cannot be read ({reason}).")
    return sentence.format(folder=folder, reason=error.strerror)


def ended(contents: RecordingContents, lines: tuple[ManifestLine, ...]) -> datetime:
    """Return when the last sound was heard: by the manifest's last clock, else by the samples."""
    for line in reversed(lines):
        if isinstance(line, Chunk | Stopped):
            # After a crash some sound follows on the last anchor.
            since_ms = contents.spec.ms(max(0, contents.end_sample - line.end_sample))
            try:
                return datetime.fromisoformat(line.utc) + timedelta(milliseconds=since_ms)
            except (ValueError, OverflowError):
                break
    return contents.started_utc + timedelta(milliseconds=contents.total_ms)


def _lost(lines: tuple[ManifestLine, ...]) -> int:
    """Return the samples of gaps that nobody wished for: a recorder that died is among them."""
    return sum(gap.samples for gap in logged_gaps(lines) if gap.kind is GapKind.LOST)


def _problems(contents: RecordingContents) -> Iterator[str]:
    unreadable = [one.path.name for one in contents.segments if _is_unreadable(one)]
    if unreadable:
        yield _("These files cannot be read as sound: {files}.").format(files=", ".join(unreadable))
    # One torn line is usual after a kill.
    if contents.damaged_lines > 1:
        yield _("The file manifest.jsonl is damaged; the sound does not depend on it.")


def _is_unreadable(segment: RecordedSegment) -> bool:
    # A WAV without sound was only begun.
    return not segment.samples and segment.path.suffix in FLAC_ENDINGS
