"""The recorder's own process: commands as lines on stdin, events as lines on stdout.

Started by `process_recorder` and by nothing else. Whatever PortAudio and ALSA write to the
terminal goes to recorder.log in the recording's folder.
"""

import faulthandler
import os
import queue
import signal
import sys
import threading
from contextlib import suppress
from pathlib import Path

from flipdesk.audio.clock import SystemClock
from flipdesk.audio.device import devices_answer
from flipdesk.audio.durable import open_or_create
from flipdesk.audio.outbox import Outbox
from flipdesk.audio.recorder_loop import Disconnected, Garbage, Message, RecorderLoop, Terminate
from flipdesk.audio.wire import read_command

LOG_NAME = "recorder.log"
_READ_BYTES = 65_536
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
    threading.Thread(target=_listen, args=(inbox,), name="stdin", daemon=True).start()
    outbox = Outbox(outside)
    loop = RecorderLoop(inbox, outbox.put, SystemClock(), on_start=_log_into)
    code = loop.run(os.getpid())
    outbox.close()
    return code


def _obey_signals(inbox: "queue.SimpleQueue[Message]") -> None:
    # The window decides when to stop, not a Ctrl+C or a closed terminal meant for it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda _number, _frame: inbox.put(Terminate()))


def _listen(inbox: "queue.SimpleQueue[Message]") -> None:
    rest = b""
    # Not sys.stdin: a thread that waits inside it makes Python die when it exits.
    while data := _read():
        *lines, rest = (rest + data).split(b"\n")
        for line in lines:
            try:
                inbox.put(read_command(line))
            except ValueError:
                inbox.put(Garbage(repr(line[:200])))
        rest = rest[-_READ_BYTES:]
    inbox.put(Disconnected())


def _read() -> bytes:
    with suppress(OSError):
        return os.read(_STDIN, _READ_BYTES)
    return b""


def _log_into(folder: str) -> None:
    """Let standard error go to a file in the recording's folder, when it can be made."""
    with suppress(OSError):
        path = Path(folder)
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        log = open_or_create(path / LOG_NAME, append=True)
        os.dup2(log, _STDERR)
        os.dup2(log, _STDOUT)
        os.close(log)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
