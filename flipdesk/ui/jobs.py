"""The one job runner: work that can take more than 50 ms happens off the window's thread."""

import contextvars
from collections.abc import Callable, Generator
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from functools import partial
from threading import Event
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from flipdesk.errors import KnownError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Ok(Generic[T]):
    value: T


@dataclass(frozen=True, slots=True)
class Err:
    """What stood in the way, as a sentence for the user."""

    sentence: str


class Progress:
    """What a job is handed: it tells how far it is and asks whether to go on."""

    def __init__(self, tell: Callable[[int], None]) -> None:
        self._cancelled = Event()
        self._tell = tell

    def at(self, percent: int) -> None:
        self._tell(percent)

    def cancel(self) -> None:
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        return self._cancelled.is_set()


def step_by_step(steps: Generator[None, None, T], count: int, progress: Progress) -> T | None:
    """Make something that pauses about `count` times, and tell how far it is; None when cancelled.

    It is for a job to call; before each step it asks whether to go on.
    """
    number = 0
    while not progress.is_cancelled:
        try:
            next(steps)
        except StopIteration as end:
            made: T = end.value
            return made
        number += 1
        progress.at(min(99, 100 * number // max(1, count)))
    steps.close()
    return None


class JobRunner(QObject):
    """Runs jobs on an executor and delivers their results on the window's thread.

    A job gets frozen values, never the knowledge base. A bug in a job is raised on the window's
    thread, where it is seen.
    """

    started = Signal(str)
    progressed = Signal(str, int)
    finished = Signal(str)
    _delivered = Signal(object)
    _told = Signal(object, int)

    def __init__(self, executor: Executor) -> None:
        super().__init__()
        self._executor = executor
        self._is_closing = False
        self._running: dict[Progress, str] = {}
        self._percents: dict[str, int] = {}
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)
        self._delivered.connect(self._on_delivered, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> tuple[str, ...]:
        return tuple(self._running.values())

    @property
    def percents(self) -> dict[str, int]:
        """How far those jobs are that say so; they can be cancelled, too."""
        return dict(self._percents)

    def cancel(self, title: str) -> None:
        """Ask the jobs of a title to end."""
        for progress, running in self._running.items():
            if running == title:
                progress.cancel()

    def run(
        self,
        title: str,
        work: Callable[[Progress], T],
        done: Callable[[Ok[T] | Err], None],
    ) -> Progress:
        """Start a job; `done` gets `Ok` with its value or `Err` with a sentence.

        While the window closes nothing is started any more, and `done` is never called.
        """
        progress = Progress(lambda percent: self._told.emit(progress, percent))
        if self._is_closing:
            progress.cancel()
            return progress
        self._running[progress] = title
        self.started.emit(title)
        context = contextvars.copy_context()
        future: Future[T] = self._executor.submit(context.run, work, progress)
        future.add_done_callback(
            lambda ended: self._delivered.emit(partial(self._deliver, progress, ended, done))
        )
        return progress

    def close(self) -> None:
        """Ask every job to end, wait for those that have begun, and deliver what they made."""
        self._is_closing = True
        for progress in self._running:
            progress.cancel()
        self._executor.shutdown(wait=True, cancel_futures=True)
        QCoreApplication.sendPostedEvents(self)

    def _on_told(self, progress: Progress, percent: int) -> None:
        title = self._running.get(progress)
        if title is not None and self._percents.get(title) != percent:
            self._percents[title] = percent
            self.progressed.emit(title, percent)

    def _on_delivered(self, deliver: Callable[[], None]) -> None:
        deliver()

    def _deliver(
        self, progress: Progress, future: Future[Any], done: Callable[[Ok[Any] | Err], None]
    ) -> None:
        title = self._running.pop(progress)
        self._percents.pop(title, None)
        self.finished.emit(title)
        if future.cancelled():
            return
        try:
            result: Ok[Any] | Err = Ok(future.result())
        except KnownError as error:
            result = Err(str(error))
        done(result)
