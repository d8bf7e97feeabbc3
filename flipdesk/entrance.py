"""The way to the window: what stands in it is dealt with here, with the person in front of it."""

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from flipdesk.domain.clock import SystemClock
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.stage import Stage, real_stage
from flipdesk.ui.mishap import show_refusal
from flipdesk.ui.theme.theme import Theme

if TYPE_CHECKING:
    from flipdesk.knowledge.keys import Keys
    from flipdesk.ui.admission import Admitted
    from flipdesk.ui.dialogs.conversion_dialog import Convert
    from flipdesk.ui.main_window import MainWindow


def enter(folder: Path, theme: Theme, admitted: "Admitted | None" = None) -> Stage | None:
    """Return what the window is to run on; None when there is to be none.

    That is so when another window has been shown instead, or somebody has closed the screen that
    offers to rescue a damaged knowledge base. Whoever was admitted to it is not asked again.

    Raises:
        KnownError: the knowledge base cannot be used, which has been said.
    """
    from flipdesk.knowledge.unusable import DamagedError, InUseError

    told = ""
    while True:
        admitted = admitted or _admitted(folder, theme)
        if admitted is None:
            return None
        try:
            stage = real_stage(folder, admitted.keys)
            return replace(stage, told=told, news=admitted.news)
        except InUseError as refusal:
            if _is_shown_elsewhere(folder):
                return None
            show_refusal(str(refusal))
            raise
        except DamagedError as damage:
            ended = _recover(folder, admitted.keys, str(damage), theme)
            if ended is None:
                return None
            admitted = admitted if ended[0] == folder else None
            folder, told = ended
        except KnownError as refusal:
            show_refusal(str(refusal))
            raise


def rescue(folder: Path, theme: Theme, keys: "Keys | None") -> Stage | None:
    """Show what a backup says of a knowledge base that opens and is not as it was written.

    Whatever somebody decides, it is then opened.

    Raises:
        KnownError: it cannot be opened any more, which has been said.
    """
    from flipdesk.ui.admission import Admitted

    problem = _("Something in {place} was changed by the disk or by another program.")
    ended = _recover(folder, keys, problem.format(place=folder), theme)
    place, told = ended or (folder, "")
    stage = enter(place, theme, Admitted(keys) if place == folder else None)
    return None if stage is None else replace(stage, told=told)


def _is_shown_elsewhere(folder: Path) -> bool:
    from flipdesk.ui.first_window import call_first

    return call_first(folder)


def _admitted(folder: Path, theme: Theme) -> "Admitted | None":
    """Ask for what the knowledge base needs, where its window is not there already."""
    from flipdesk.knowledge.key_place import is_encrypted
    from flipdesk.ui.admission import admit

    if is_encrypted(folder) and _is_shown_elsewhere(folder):
        return None
    return admit(folder, theme)


def _recover(
    folder: Path, keys: "Keys | None", problem: str, theme: Theme
) -> tuple[Path, str] | None:
    """Show what can be saved; return the folder to open and what to say there, None to end.

    Each time somebody has to decide anew, so that it never goes round by itself.
    """
    from concurrent.futures import ThreadPoolExecutor

    from flipdesk.services.rescuing import Rescuing
    from flipdesk.ui.dialogs.asking import ask
    from flipdesk.ui.dialogs.recovery_dialog import Outcome, RecoveryDialog
    from flipdesk.ui.jobs import JobRunner

    rescuing = Rescuing(folder, SystemClock(), keys)
    jobs = JobRunner(ThreadPoolExecutor(max_workers=1, thread_name_prefix="rescue"))
    dialog = RecoveryDialog(theme, problem, rescuing, jobs)
    ask(dialog, theme)
    jobs.close()
    if dialog.outcome is Outcome.RESCUED:
        sentence = _("The knowledge base is rescued. The damaged files lie in {place}.")
        return folder, sentence.format(place=dialog.aside)
    rescuing.leave()
    return (dialog.other, "") if dialog.outcome is Outcome.OTHER else None


def enter_other(folder: Path, theme: Theme, window: "MainWindow") -> Stage | None:
    """Return what to go on with in another folder; None when somebody turned back.

    Raises:
        KnownError: the knowledge base cannot be used.
    """
    from flipdesk.ui.admission import admit

    admitted = admit(folder, theme, window)
    if admitted is None:
        return None
    return replace(real_stage(folder, admitted.keys), news=admitted.news)


def convert(folder: Path, theme: Theme, title: str, work: "Convert") -> Stage | None:
    """Convert a knowledge base that is closed now, show how far it is, and open it again."""
    from concurrent.futures import ThreadPoolExecutor

    from flipdesk.knowledge.key_place import is_encrypted
    from flipdesk.ui.admission import show_recovery_key
    from flipdesk.ui.dialogs.asking import ask
    from flipdesk.ui.dialogs.conversion_dialog import ConversionDialog
    from flipdesk.ui.jobs import JobRunner

    jobs = JobRunner(ThreadPoolExecutor(max_workers=1, thread_name_prefix="conversion"))
    dialog = ConversionDialog(theme, title, work, jobs)
    ask(dialog, theme)
    jobs.close()
    unkept = ""
    if dialog.recovery and is_encrypted(folder):
        unkept = show_recovery_key(theme, dialog.recovery, folder, None)
    if not dialog.is_done:
        stage = enter(folder, theme)
        return None if stage is None else replace(stage, news=unkept)
    news = _("It is encrypted now") if dialog.keys else _("It is not encrypted any more")
    return replace(real_stage(folder, dialog.keys), news=unkept or news)


def refuse_without_screen() -> None:
    """Refuse where no window can be shown.

    Raises:
        KnownError: there is no screen.
    """
    # Qt would end the process with a core dump.
    has_screen = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    if sys.platform == "linux" and not has_screen and not os.environ.get("QT_QPA_PLATFORM"):
        raise KnownError(_("There is no screen here. Use a command: flipdesk --help."))
