"""Taking sessions along as REFI-QDA: made ready from the knowledge base, written on any thread."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from flipdesk.domain.passage_consent import sound_that_stays
from flipdesk.domain.playing import main_recording
from flipdesk.domain.research_project import ProjectCode, ResearchProject
from flipdesk.domain.shared_session import SharedSession
from flipdesk.domain.stretch import Stretch
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.research_codes import code_tree
from flipdesk.services.research_project import ORIGIN, research_project
from flipdesk.services.research_sources import SharedSound
from flipdesk.services.sound_keys import key_of

Progress = Callable[[float], None]
IsCancelled = Callable[[], bool]
_ENDING = ".flac"
_SOUND = 0.8
"""The share of the work that is making the sound ready, when there is any."""


@dataclass(frozen=True, slots=True)
class SoundToTake:
    """The recording of a session, and the stretches of it that nobody may hear."""

    folder: Path
    file_name: str
    silenced: tuple[Stretch, ...]
    key: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class ProjectFile:
    """A project ready to be written, on any thread and without a knowledge base."""

    project: ResearchProject
    sounds: tuple[SoundToTake, ...] = ()

    def write(
        self,
        path: Path,
        progress: Progress = lambda _fraction: None,
        cancelled: IsCancelled = lambda: False,
    ) -> bool:
        """Write the .qdpx; an old file is whole until the new one is. False when cancelled.

        Raises:
            KnownError: the sound cannot be read, is too large, or the file cannot be written.
        """
        if not self.sounds:
            return self._pack(path, {}, progress, cancelled)
        try:
            # Beside the file, where there is room for it, and not where the system keeps its own.
            aside = TemporaryDirectory(prefix=".flipdesk-", dir=path.parent)
        except OSError as error:
            sentence = _("Nothing can be written in {folder}. Choose another folder.")
            raise KnownError(sentence.format(folder=path.parent)) from error
        with aside as folder:
            ready: dict[str, Path] = {}
            for number, sound in enumerate(self.sounds):
                made = Path(folder) / sound.file_name
                if not _sound(sound, made, _part(progress, number, len(self.sounds)), cancelled):
                    return False
                ready[sound.file_name] = made
            return self._pack(path, ready, progress, cancelled)

    def _pack(
        self, path: Path, ready: dict[str, Path], progress: Progress, cancelled: IsCancelled
    ) -> bool:
        from flipdesk.documents.save import save_stream
        from flipdesk.exchange.refi.package import check_package, write_package

        started = _SOUND if ready else 0.0

        def told(fraction: float) -> None:
            progress(started + (1 - started) * fraction)

        def written(file: BinaryIO) -> bool:
            return write_package(self.project, ready, file, told, cancelled)

        done = save_stream(path, written, check_package)
        progress(1.0)
        return done


@dataclass(frozen=True, slots=True)
class CodebookFile:
    """A codebook ready to be written as .qdc."""

    codes: tuple[ProjectCode, ...]

    def write(self, path: Path) -> None:
        """Write the file; an old one is whole until the new one is.

        Raises:
            KnownError: there is no code, or the file cannot be written.
        """
        from flipdesk.documents.save import save_file
        from flipdesk.exchange.refi.read_codes import read_codebook
        from flipdesk.exchange.refi.write_codes import write_codebook

        def check(written: Path) -> None:
            read_codebook(written.read_bytes())

        save_file(path, write_codebook(self.codes, ORIGIN), check)


def project_file(
    base: KnowledgeBase,
    sessions: Iterable[SharedSession],
    made: datetime,
    *,
    with_sound: bool = False,
) -> ProjectFile:
    """Return shared sessions as a project, with the sound of those that have any if asked."""
    shared = tuple(sessions)
    sounds: dict[str, SharedSound] = {}
    taken = []
    for one in shared if with_sound else ():
        record = base.record(one.id)
        recording = main_recording(record.recordings)
        if recording is not None:
            name = f"{recording.id}{_ENDING}"
            sounds[one.id] = SharedSound(recording.id, name, recording.length_ms)
            folder = base.folder / recording.folder
            taken.append(SoundToTake(folder, name, sound_that_stays(record), key_of(base, folder)))
    if with_sound and not taken:
        raise KnownError(_("None of these sessions has a recording. Export them without sound."))
    # What is coded in sound that does not come along has no place to be.
    shared = tuple(one if one.id in sounds else _without_sound(one) for one in shared)
    return ProjectFile(research_project(shared, made, sounds), tuple(taken))


def _without_sound(session: SharedSession) -> SharedSession:
    kept = tuple(one for one in session.codings if one.text_id is not None)
    ids = {one.id for one in kept}
    return replace(
        session,
        codings=kept,
        codings_left=session.codings_left + len(session.codings) - len(kept),
        memos=tuple(one for one in session.memos if one.coding_id is None or one.coding_id in ids),
    )


def codebook_file(sessions: Iterable[SharedSession]) -> CodebookFile:
    """Return the codes of shared sessions as a codebook."""
    return CodebookFile(code_tree(sessions))


def _sound(sound: SoundToTake, path: Path, progress: Progress, cancelled: IsCancelled) -> bool:
    from flipdesk.audio.export_sound import SoundFormat, export_sound
    from flipdesk.audio.recording_folder import read_recording

    made = export_sound(
        read_recording(sound.folder, sound.key),
        path,
        SoundFormat.FLAC,
        silenced=sound.silenced,
        progress=progress,
        cancelled=cancelled,
    )
    return made is not None


def _part(progress: Progress, number: int, count: int) -> Progress:
    return lambda fraction: progress(_SOUND * (number + fraction) / count)
