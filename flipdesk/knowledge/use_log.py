"""The journal of use of an open knowledge base: a line after each act, which it never fails."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from flipdesk.domain.clock import Clock
from flipdesk.domain.use import Act, Detail, Thing, nameless
from flipdesk.i18n import _
from flipdesk.knowledge.use_file import UseFile

Work = Callable[[], None]


class UseLog:
    """`tell` gets one sentence when lines cannot be written, and not again until one could be.

    `run` does the writing: at once, or in order on another thread, which `tell` is then called
    from. With `is_quiet` nothing is told, for on such a disk nothing else is to be expected.
    """

    def __init__(self, folder: Path, clock: Clock, *, is_quiet: bool = False) -> None:
        self.file = UseFile(folder, clock)
        self._clock = clock
        self._is_quiet = is_quiet
        self._is_failing = False
        self.tell: Callable[[str], object] = lambda _sentence: None
        self.run: Callable[[Work], object] = at_once
        self.end = ""
        """Where the last line stands that was written, as `UseFile.append` tells it."""

    def note(self, act: Act, thing: Thing, guid: str = "", **details: Detail) -> None:
        """Write that something was done; safe on any thread.

        What is done with a part of a session says `session=` so that whoever took part can be
        told of it.
        """
        nameless(guid, details)
        at = self._clock.now()
        self.run(lambda: self._write(at, act, thing, guid, details))

    def _write(
        self, at: datetime, act: Act, thing: Thing, guid: str, details: Mapping[str, Detail]
    ) -> None:
        try:
            self.end = self.file.append(act, thing, guid, details, at)
        except OSError as error:
            if not self._is_failing and not self._is_quiet:
                self._is_failing = True
                self.tell(unwritable(error, self.file.path))
        else:
            self._is_failing = False


def at_once(work: Work) -> None:
    work()


def unwritable(error: OSError, file: Path) -> str:
    """Return what to say when a line cannot be written."""
    sentence = _(
        "The journal of use cannot be written ({reason}). What you did is done; see that there is"
        " room on the disk and that {file} may be written."
    )
    return sentence.format(reason=error.strerror, file=file)
