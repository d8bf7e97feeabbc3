"""The files of an erasure: sound, backups, and what else lies in the folder; a job's work."""

import hashlib
import shutil
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from flipdesk.audio.failure import AudioError
from flipdesk.audio.forget_source import forget_source
from flipdesk.audio.live_recorder import is_recorded_into
from flipdesk.audio.manifest import MANIFEST_NAME
from flipdesk.audio.recording_folder import RecordingContents
from flipdesk.audio.silence import silence
from flipdesk.domain.changes import Changes
from flipdesk.domain.clock import Clock
from flipdesk.domain.erasure import ErasureKind, ErasurePlan, LedgerEntry
from flipdesk.domain.ids import RecordingId, SessionId
from flipdesk.domain.stretch import Stretch
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.backup import list_backups
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.knowledge.rewritten_backup import rewrite_backup
from flipdesk.services.carriers import carriers, texts_in
from flipdesk.services.erasing import apply_ledger
from flipdesk.services.erasing_needles import needles_of, needles_of_entry
from flipdesk.services.sound_folders import sound_folders
from flipdesk.services.sound_keeping import with_files
from flipdesk.services.sound_keys import KeyOf, key_of, no_key

if TYPE_CHECKING:
    from flipdesk.knowledge.keys import Keys


@dataclass(frozen=True, slots=True)
class FileWork:
    """What is to be done in a folder; frozen, for any thread.

    `sound` is what becomes silence, by folder; `folders` go whole; `files` are those that somebody
    has agreed to remove. `needles` are the words that no file may hold afterwards, and `sources`
    recordings from a file whose name has to be forgotten. `waits_for` is held by jobs that write
    a backup or sound, which may have begun before the erasure.
    """

    folder: Path
    clock: Clock
    sound: tuple[tuple[Path, tuple[Stretch, ...]], ...] = ()
    folders: tuple[Path, ...] = ()
    files: tuple[Path, ...] = ()
    needles: tuple[bytes, ...] = ()
    sources: tuple[Path, ...] = ()
    key_of: KeyOf = no_key
    keys: "Keys | None" = None
    waits_for: tuple[Lock, ...] = ()

    @property
    def folder_names(self) -> tuple[str, ...]:
        """Return the folders that go as they stand in the ledger."""
        return tuple(one.relative_to(self.folder).as_posix() for one in self.folders)

    @property
    def file_names(self) -> tuple[str, ...]:
        """Return the files that go as they stand in the ledger."""
        return tuple(_place_hash(self.folder, one) for one in self.files)


def _place_hash(folder: Path, path: Path) -> str:
    return hashlib.sha256(path.relative_to(folder).as_posix().encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class FileResult:
    """What was done. `refused` are files that hold what was erased still, and why.

    `removed` are other files than the `folders` of sound.
    """

    silenced: tuple[RecordingContents, ...] = ()
    silent_ms: int = 0
    originals: int = 0
    folders: int = 0
    rewritten: int = 0
    removed: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()


def file_work(base: KnowledgeBase, plan: ErasurePlan, clock: Clock) -> FileWork:
    """Return what an erasure has to do in the folder; to be asked before the rows are gone.

    Raises:
        KnownError: a session it concerns is being recorded.
    """
    sound, folders = [], []
    for session_id, stretches in plan.sound.items():
        for one in base.recordings.of_session(session_id):
            if not one.is_clip:
                sound.append((base.folder / one.folder, stretches))
    for clip in plan.clips:
        recording = base.recordings.get(clip)
        if recording is not None:
            folders.append(base.folder / recording.folder)
    if plan.kind in {ErasureKind.SESSION, ErasureKind.SOUND}:
        folders += sound_folders(base, SessionId(plan.target))
    for folder in (*(folder for folder, _stretches in sound), *folders):
        if folder.is_dir() and is_recorded_into(folder):
            raise KnownError(_("The session is being recorded. Erase it when that is over."))
    whole = tuple(dict.fromkeys(folders))
    work = FileWork(base.folder, clock, tuple(sound), whole, needles=needles_of(plan))
    sources = [
        base.folder / recording.folder
        for text in plan.texts
        if text.table == "recording"
        and (recording := base.recordings.get(RecordingId(text.row_id))) is not None
    ]
    return replace(_keyed(base, work), sources=tuple(sources))


def work_again(base: KnowledgeBase, entry: LedgerEntry, clock: Clock) -> FileWork:
    """Return what an erasure that was broken off has to do in the folder; the name is forgotten."""
    sound = tuple(
        (base.folder / one.folder, stretches)
        for session_id, stretches in entry.sound.items()
        for one in base.recordings.of_session(session_id)
        if not one.is_clip
    )
    # What was recorded since then, where only the sound was erased, is not what was meant.
    newer = {base.folder / one.folder for one in base.recordings.kept()}
    folders = tuple(base.folder / one for one in entry.folders)
    folders = tuple(one for one in folders if not _is_in_use(one, newer))
    needles = needles_of_entry(entry)
    work = FileWork(base.folder, clock, sound, folders, needles=needles)
    files = (one for one in texts_in(base.folder) if _place_hash(base.folder, one) in entry.files)
    return replace(_keyed(base, work), files=tuple(files) if entry.files else ())


def _keyed(base: KnowledgeBase, work: FileWork) -> FileWork:
    """Give the work the keys of an encrypted base; they may be used on any thread."""
    work = replace(work, waits_for=(base.copying, base.sound_work))
    if base.keys is None:
        return work
    return replace(work, key_of=partial(key_of, base), keys=base.keys)


def _is_in_use(folder: Path, kept: set[Path]) -> bool:
    return any(one.is_relative_to(folder) for one in kept) or (
        folder.is_dir() and is_recorded_into(folder)
    )


def do_files(
    work: FileWork,
    progress: Callable[[float], None] = lambda _fraction: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> FileResult:
    """Silence, rewrite and remove; what cannot be done is told and does not stop the rest.

    Raises:
        Cancelled: somebody stopped it; doing it again goes on.
    """
    with ExitStack() as waiting:
        for lock in work.waits_for:
            waiting.enter_context(lock)
        return _do_files(work, progress, cancelled)


def _do_files(
    work: FileWork, progress: Callable[[float], None], cancelled: Callable[[], bool]
) -> FileResult:
    backups = list_backups(work.folder)
    total = max(1, len(work.sound) + len(backups))
    refused: list[tuple[str, str]] = []
    silenced, silent_ms, originals, rewritten = [], 0, 0, 0
    for number, (folder, stretches) in enumerate(work.sound):
        if not folder.is_dir():
            continue
        try:
            part = partial(_part, progress, number, total)
            done = silence(folder, stretches, part, cancelled, work.key_of(folder))
        except (KnownError, AudioError) as error:
            refused.append((_name(work, folder), str(error)))
            continue
        silenced.append(done.contents)
        silent_ms += done.silent_ms
        originals += len(done.originals)
    named = carriers(work.folder, work.needles, only=MANIFEST_NAME)
    for place in {*work.sources, *(manifest.parent for manifest in named)}:
        try:
            forget_source(place)
        except KnownError as error:
            refused.append((_name(work, place), str(error)))
    folders = _remove(work.folders, refused, work)
    removed = _remove(work.files, refused, work)
    for number, backup in enumerate(backups):
        if not backup.exists():
            continue
        try:
            forget = partial(apply_ledger, folder=work.folder)
            rewritten += rewrite_backup(backup, work.clock, forget, work.keys)
        except KnownError as error:
            # One that gave way to a newer one meanwhile holds nothing any more.
            if backup.exists():
                refused.append((_name(work, backup), str(error)))
        progress((len(work.sound) + number + 1) / total)
    return FileResult(
        *(tuple(silenced), silent_ms, originals, len(folders), rewritten),
        *(removed, tuple(refused)),
    )


def settle_sound(base: KnowledgeBase, result: FileResult) -> Changes:
    """Store what the sound files are called now, and their hashes. A fact and no step."""
    changes = Changes()
    with base.atomic():
        for contents in result.silenced:
            folder = contents.folder.relative_to(base.folder).as_posix()
            recording = base.recordings.in_folder(folder)
            if recording is not None:
                changes += base.recordings.save(with_files(recording, contents))
    return changes


def _remove(
    paths: Iterable[Path], refused: list[tuple[str, str]], work: FileWork
) -> tuple[str, ...]:
    removed = []
    for path in paths:
        try:
            if path.is_dir():
                shutil.rmtree(path)
            elif path.exists():
                path.unlink()
            else:
                continue
        except OSError as error:
            refused.append((_name(work, path), error.strerror or ""))
        else:
            removed.append(_name(work, path))
    return tuple(removed)


def _name(work: FileWork, path: Path) -> str:
    return (
        path.relative_to(work.folder).as_posix() if path.is_relative_to(work.folder) else path.name
    )


def _part(progress: Callable[[float], None], number: int, total: int, fraction: float) -> None:
    progress((number + fraction) / total)
