"""What a recorder is to record, and how far that has come."""

from dataclasses import dataclass, field, replace

from flipdesk.audio.commands import Command, PauseRecording, ResumeRecording, Start, UseDevice
from flipdesk.audio.events import RecorderFailed
from flipdesk.audio.failure import FailureKind
from flipdesk.audio.supervision import Retries

_FINAL = {FailureKind.BAD_COMMAND, FailureKind.NO_PORTAUDIO}
_TRIES = 3


@dataclass(slots=True)
class Assignment:
    """One recording from the wish for it until its end, through any number of processes.

    `start` is what another process would be told now: paused when the recording is, and with the
    newest microphone. `after_another` says that the end of an earlier recording is still to come.
    """

    start: Start
    begun: bool = False
    deaths: int = 0
    after_another: bool = False
    stop_ns: int | None = None
    retry_ns: int | None = None
    retries: Retries = field(default_factory=Retries)
    alarms: set[FailureKind] = field(default_factory=set)

    def note(self, command: Command) -> None:
        """Take in what a process is told meanwhile."""
        match command:
            case PauseRecording():
                self.start = replace(self.start, paused=True)
            case ResumeRecording():
                self.start = replace(self.start, paused=False)
            case UseDevice(device):
                self.start = replace(self.start, device=device)
            case _:
                pass

    def dies_for_good(self) -> bool:
        """Count a process that died; return whether it never began and was tried often enough.

        A recording that had begun is never given up: nobody may be looking.
        """
        self.deaths += 1
        return not self.begun and self.deaths >= _TRIES

    def is_overdue(self, now_ns: int, stop_s: float) -> bool:
        """Return whether it was told to stop longer ago than that takes."""
        return self.stop_ns is not None and now_ns - self.stop_ns >= stop_s * 1e9

    def can_outlast(self, failed: RecorderFailed) -> bool:
        """Return whether a process that refuses for this reason is worth another one."""
        return self.begun and self.stop_ns is None and failed.kind not in _FINAL
