"""What a recorder is to record, and how far that has come."""

from dataclasses import dataclass, field, replace

from flipdesk.audio.commands import Command, PauseRecording, ResumeRecording, Start, UseDevice
from flipdesk.audio.events import RecorderFailed, RecorderFound
from flipdesk.audio.failure import FailureKind
from flipdesk.audio.ring import OFF_RECORD_MARGIN_NS
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
            case PauseRecording(at_ns, off_record):
                since_ns = at_ns - OFF_RECORD_MARGIN_NS if off_record else 0
                since_ns = self.start.off_record_ns or since_ns
                self.start = replace(self.start, paused=True, off_record_ns=since_ns)
            case ResumeRecording():
                self.start = replace(self.start, paused=False, off_record_ns=0)
            case UseDevice(device):
                self.start = replace(self.start, device=device)
            case _:
                pass

    def take_over(self, start: Start, found: RecorderFound, now_ns: int) -> None:
        """Go on as a recorder does that was found; what it must not keep is gone by now."""
        off_record_ns = now_ns if found.off_record else 0
        key = self.start.key
        self.start = replace(start, paused=found.paused, off_record_ns=off_record_ns, key=key)

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
