"""The recorder's process that this window started: two pipes, and a file for its last words."""

import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import IO

from typing_extensions import override

from flipdesk.audio.child_process import child_command, child_environment, quiet_flags
from flipdesk.audio.events import RecorderEvent
from flipdesk.audio.recorder_link import Link, Lost

_DETAIL_BYTES = 2_000
_END_S = 2.0


class ChildLink(Link):
    """Starts the process and speaks through its pipes.

    Raises:
        OSError: the system starts no process now.
    """

    def __init__(self, heard: Callable[[Link, RecorderEvent | Lost], None]) -> None:
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                child_command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._log,
                bufsize=0,
                env=child_environment(),
                # A Ctrl+C in the terminal is meant for the window, which decides on the recording.
                start_new_session=True,
                creationflags=quiet_flags(),
            )
        except OSError:
            self._log.close()
            raise
        super().__init__(self._process.pid, heard)

    @override
    def leave(self) -> None:
        with self._telling, suppress(OSError):
            _pipe(self._process.stdin).close()

    @override
    def kill(self) -> None:
        self._process.kill()

    @override
    def _write(self, data: bytes) -> None:
        _pipe(self._process.stdin).write(data)

    @override
    def _chunks(self) -> Iterator[bytes]:
        stdout = _pipe(self._process.stdout)
        with stdout:
            while data := stdout.read(65_536):
                yield data

    @override
    def _loss(self) -> Lost:
        try:
            code = self._process.wait(_END_S)
        except subprocess.TimeoutExpired:
            return Lost(0, taken=True)
        return Lost(code, self._last_words())

    @override
    def _let_go(self) -> None:
        self.leave()
        self._log.close()
        self._process.wait()

    def _last_words(self) -> str:
        with suppress(OSError, ValueError):
            size = self._log.seek(0, 2)
            self._log.seek(max(0, size - _DETAIL_BYTES))
            return self._log.read().decode("utf-8", "replace")
        return ""


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None  # Popen was asked for it
    return pipe
