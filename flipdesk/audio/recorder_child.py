"""The recorder's own process: commands as lines on stdin, events as lines on stdout.

Started by `child_process` and by nothing else. Whatever PortAudio and ALSA write to the
terminal goes to recorder.log in the recording's folder.
"""

import faulthandler
import gc
import os
import queue
import signal
import sys
from contextlib import suppress
from pathlib import Path

from flipdesk.audio.clock import SystemClock
from flipdesk.audio.device import devices_answer
from flipdesk.audio.durable import open_or_create
from flipdesk.audio.peer import PipePeer
from flipdesk.audio.recorder_loop import Message, RecorderLoop, Terminate
from flipdesk.audio.switchboard import Switchboard
from flipdesk.paths import private_folder

LOG_NAME = "recorder.log"
_STDIN, _STDOUT, _STDERR = 0, 1, 2


def main(arguments: list[str]) -> int:
    """Record as told on stdin, or answer "--devices" and end."""
    outside = os.dup(_STDOUT)
    # From here a stray print, or one of a C library, cannot break the lines of events.
    os.dup2(_STDERR, _STDOUT)
    if arguments == ["--devices"]:
        os.write(outside, devices_answer().encode("ascii"))
        return 0
    faulthandler.enable(_STDERR)
    inbox: queue.SimpleQueue[Message] = queue.SimpleQueue()
    _obey_signals(inbox)
    switchboard = Switchboard(inbox, PipePeer(_STDIN, outside))

    def begin(folder: str) -> None:
        _log_into(folder)
        switchboard.begin(folder)

    # What is imported stays; to look through all of it for garbage would cost more than recording.
    gc.collect()
    gc.freeze()
    code = RecorderLoop(inbox, switchboard.emit, SystemClock(), on_start=begin).run(os.getpid())
    switchboard.close()
    return code


def _obey_signals(inbox: "queue.SimpleQueue[Message]") -> None:
    # The window decides when to stop, not a Ctrl+C or a closed terminal meant for it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda _number, _frame: inbox.put(Terminate()))


def _log_into(folder: str) -> None:
    """Let standard error go to a file in the recording's folder, when it can be made."""
    with suppress(OSError):
        path = Path(folder)
        private_folder(path)
        log = open_or_create(path / LOG_NAME, append=True)
        os.dup2(log, _STDERR)
        os.dup2(log, _STDOUT)
        os.close(log)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
