"""Keeps the computer from going to sleep by itself while a recording is made."""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

_ANSWER_S = 10.0


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether the computer lets itself be kept awake."""

    kept: bool


Keep = Callable[[Callable[[Answer], None], threading.Event], None]


def keep_running(answer: Callable[[Answer], None], over: threading.Event) -> None:
    """Ask the system to stay awake until `over`, and answer whether it does.

    wakepy wants everything asked on one thread.
    """
    try:
        from wakepy import keep
    except ImportError:
        answer(Answer(kept=False))
        return
    # It may not let go when asked; the end of this process makes it.
    with suppress(RuntimeError), keep.running(on_fail="pass") as mode:
        answer(Answer(mode.active))
        over.wait()


class KeepAwake:
    """Holds on to it from `begin` to `end`, which never wait: a desktop's bus may not answer."""

    def __init__(
        self,
        tell: Callable[[Answer], None],
        *,
        keep: Keep = keep_running,
        answer_s: float = _ANSWER_S,
    ) -> None:
        """`tell` is called, on another thread, with whether the computer is kept awake.

        No answer within `answer_s` is told as a no; a later one is told all the same.
        """
        self._tell = tell
        self._keep = keep
        self._answer_s = answer_s
        self._over: threading.Event | None = None

    def begin(self) -> None:
        """Keep awake from now on; nothing when that is done already."""
        if self._over is None:
            self._over = over = threading.Event()
            holding = threading.Thread(target=self._hold, args=(over,), name="keep-awake")
            holding.daemon = True
            holding.start()

    def end(self) -> None:
        """Let the computer sleep again."""
        if self._over is not None:
            self._over.set()
            self._over = None

    def _hold(self, over: threading.Event) -> None:
        def answered(answer: Answer) -> None:
            late.cancel()
            if not over.is_set():
                self._tell(answer)

        late = threading.Timer(self._answer_s, answered, (Answer(kept=False),))
        late.daemon = True
        late.start()
        self._keep(answered, over)
