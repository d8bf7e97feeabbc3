"""Jobs that take sound made elsewhere: look at a file, and copy it into the knowledge base."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.services.sound_import import ImportPlan
from flipdesk.ui.jobs import Err, JobRunner, Ok, Progress

if TYPE_CHECKING:
    from flipdesk.audio.foreign_sound import ForeignSound
    from flipdesk.audio.import_sound import ImportedSound

_ENDINGS = "*.wav *.flac *.ogg *.opus *.oga *.mp3 *.aif *.aiff *.w64 *.rf64 *.caf *.au"


def sound_filter() -> str:
    """Return what a dialog offers to choose among."""
    return _("Sound files") + f" ({_ENDINGS});;" + _("All files") + " (*)"


def look_at(jobs: JobRunner, path: Path, done: "Callable[[Ok[ForeignSound] | Err], None]") -> None:
    """Find out what a file is."""

    def work(_progress: Progress) -> "ForeignSound":
        from flipdesk.audio.foreign_sound import inspect_sound

        try:
            return inspect_sound(path)
        except OSError as error:
            sentence = _("{file} cannot be read. Choose another file.")
            raise KnownError(sentence.format(file=path.name)) from error

    jobs.run(_("Reading {file}").format(file=path.name), work, done)


def take_in(
    jobs: JobRunner, plan: ImportPlan, done: "Callable[[Ok[ImportedSound | None] | Err], None]"
) -> None:
    """Copy a file into the knowledge base; the result is None when that was cancelled."""
    title = _("Importing {file}").format(file=plan.path.name)
    jobs.run(title, partial(_copy, plan), done)


def _copy(plan: ImportPlan, progress: Progress) -> "ImportedSound | None":
    from flipdesk.audio.import_sound import import_sound

    return import_sound(
        plan.path,
        plan.folder,
        plan.placement,
        recording=plan.recording,
        key=plan.key,
        progress=lambda done: progress.at(int(100 * done)),
        cancelled=lambda: progress.is_cancelled,
    )
