"""What one window runs on; the next one may run on something else."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from flipdesk.domain.clock import Clock, SystemClock
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.opening import child_recorder, hold_database, hold_to_read, microphones

if TYPE_CHECKING:
    from flipdesk.domain.ids import SessionId
    from flipdesk.knowledge.keys import Keys
    from flipdesk.knowledge.knowledge_base import KnowledgeBase
    from flipdesk.services.restoring import Prepared, Restoring
    from flipdesk.ui.microphones import FindDevices
    from flipdesk.ui.practice import Practice
    from flipdesk.ui.recorder_line import MakeRecorder


@dataclass(frozen=True, slots=True)
class Stage:
    """A knowledge base, a clock and a recorder, and where to begin.

    In practice all three are made for it, and `folder` is removed when the window has closed.
    """

    base: "Callable[[], KnowledgeBase]"
    clock: Clock
    make_recorder: "MakeRecorder"
    find_devices: "FindDevices | None" = None
    session_id: "SessionId | None" = None
    room: str = "home"
    practice: "Practice | None" = None
    come_back: "Callable[[], Stage] | None" = None
    """Holds what was there before practice; raises KnownError when it cannot be used."""
    folder: Path | None = None
    told: str = ""
    """What is said in the window when it opens, "" for nothing."""
    banner: str = ""
    """What stands over every room all the while, "" for nothing."""
    news: str = ""
    """What is told once when the window stands there, "" for nothing."""

    def clear(self) -> None:
        """Remove what was made for practice, when the window has closed."""
        if self.folder is not None:
            from flipdesk.services.practice import clear_practice

            clear_practice(self.folder)


def real_stage(
    folder: Path,
    keys: "Keys | None" = None,
    *,
    session_id: "SessionId | None" = None,
    room: str = "home",
) -> Stage:
    """Hold the knowledge base in a folder, or make it, for a window that works for real.

    One that can only be read is held for reading, with a banner that says so.

    Raises:
        KnownError: it cannot be used.
    """
    from flipdesk.knowledge.unusable import OnlyReadableError

    clock, banner = SystemClock(), ""
    try:
        base = hold_database(folder, clock, keys)
    except OnlyReadableError as refusal:
        try:
            base, banner = hold_to_read(folder, clock, keys), refusal.banner
        except KnownError:
            raise refusal from None
    return Stage(
        base, clock, child_recorder, microphones, session_id=session_id, room=room, banner=banner
    )


def restored_stage(restoring: "Restoring", prepared: "Prepared", old: "KnowledgeBase") -> Stage:
    """Return how to go on with a backup of the knowledge base that is open now.

    Its place is taken when this window has closed; should that fail, nothing has changed.
    """
    clock, folder, keys = SystemClock(), old.folder, old.keys

    def base() -> "KnowledgeBase":
        from flipdesk.knowledge.knowledge_base import KnowledgeBase

        restoring.settle(prepared)
        return KnowledgeBase.open(folder, clock, keys=keys)

    news = _("The backup is restored. What was there until now is the newest backup.")
    return Stage(base, clock, child_recorder, microphones, news=news)
