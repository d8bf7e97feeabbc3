"""The near end of the process that recognises speech."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO, Any

from flipdesk.audio.cancelled import Cancelled
from flipdesk.audio.child_process import child_environment, quiet_flags
from flipdesk.audio.hearing.speech_model import SpeechModel
from flipdesk.domain.said import Said
from flipdesk.domain.stretch import Stretch
from flipdesk.errors import KnownError
from flipdesk.i18n import _

CHILD_MODULE = "flipdesk.audio.hearing.hearing_child"
_LOOK_EVERY_S = 0.2
_OFFLINE = {"HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}


class HearingLink:
    """Started when the first piece is to be heard; one piece at a time, on any thread."""

    def __init__(self, model: SpeechModel, language: str, threads: int | None = None) -> None:
        self._model = model
        self._language = language
        self._threads = threads or max(1, (os.cpu_count() or 2) // 2)
        self._child: subprocess.Popen[str] | None = None
        self._answers: SimpleQueue[str | None] = SimpleQueue()
        self._log: IO[bytes] | None = None

    def hear(
        self,
        folder: Path,
        piece: Stretch,
        progress: Callable[[float], None] = lambda _fraction: None,
        cancelled: Callable[[], bool] = lambda: False,
        key: bytes | None = None,
    ) -> tuple[Said, ...]:
        """Return what is said in a piece (ms of the timeline) of the recording in a folder.

        `key` opens it where it is sealed. `progress` is told fractions of 1. When it is cancelled
        the process is gone at once.

        Raises:
            Cancelled: `cancelled` said so.
            KnownError: the model cannot be used, or the process has ended.
        """
        if self._child is None:
            self._start()
            self._answer(cancelled)
        asked = {"folder": str(folder), "from_ms": piece[0], "to_ms": piece[1]}
        # Through the pipe: what stands on a command line anybody can read.
        asked |= {"key": key.hex()} if key else {}
        self._ask(asked)
        while True:
            answer = self._answer(cancelled)
            if "said" in answer:
                return tuple(Said(int(one[0]), int(one[1]), str(one[2])) for one in answer["said"])
            progress(float(answer.get("at", 0)))

    def close(self) -> None:
        """Let the process go, and its memory with it; the next piece starts it anew."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for stream in (child.stdin, child.stdout, self._log):
            if stream is not None:
                with suppress(OSError):
                    stream.close()

    def _start(self) -> None:
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - `close` closes it
        self._answers = SimpleQueue()
        self._child = subprocess.Popen(  # noqa: S603 - our own module
            [
                sys.executable,
                "-m",
                CHILD_MODULE,
                str(self._model.folder),
                self._language,
                str(self._threads),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            env=child_environment() | _OFFLINE,
            creationflags=quiet_flags(),
        )
        Thread(
            target=_read, args=(self._child.stdout, self._answers), name="hearing", daemon=True
        ).start()

    def _ask(self, fields: dict[str, Any]) -> None:
        child = self._child
        if child is None or child.stdin is None:
            raise self._ended()
        try:
            child.stdin.write(json.dumps(fields) + "\n")
            child.stdin.flush()
        except OSError as error:
            raise self._ended() from error

    def _answer(self, cancelled: Callable[[], bool]) -> dict[str, Any]:
        while True:
            if cancelled():
                self.close()
                raise Cancelled
            with suppress(Empty):
                line = self._answers.get(timeout=_LOOK_EVERY_S)
                break
        answer: dict[str, Any] = {} if line is None else json.loads(line)
        if line is None or "failed" in answer:
            raise self._ended(str(answer.get("failed", "")))
        return answer

    def _ended(self, detail: str = "") -> KnownError:
        detail = detail or self._last_words()
        self.close()
        sentence = _(
            "The speech recognition has stopped ({detail}). What it has written is kept; begin "
            "again, or choose another model."
        )
        return KnownError(sentence.format(detail=detail or _("it ended without a word")))

    def _last_words(self) -> str:
        """Return the last line that the process wrote about itself."""
        if self._log is None or self._log.closed:
            return ""
        self._log.seek(0)
        lines = self._log.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else ""


def _read(stdout: IO[str], answers: "SimpleQueue[str | None]") -> None:
    with suppress(OSError, ValueError):
        for line in stdout:
            answers.put(line)
    answers.put(None)
