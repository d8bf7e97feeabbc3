"""What one window runs on; the next one may run on something else."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from flipdesk.domain.clock import Clock, SystemClock
from flipdesk.opening import child_recorder, hold_database, microphones

if TYPE_CHECKING:
    from flipdesk.domain.ids import SessionId
    from flipdesk.knowledge.knowledge_base import KnowledgeBase
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


def real_stage(folder: Path, *, session_id: "SessionId | None" = None, room: str = "home") -> Stage:
    """Hold the knowledge base in a folder, or make it, for a window that works for real.

    Raises:
        KnownError: it cannot be used.
    """
    clock = SystemClock()
    base = hold_database(folder, clock)
    return Stage(base, clock, child_recorder, microphones, session_id, room)
