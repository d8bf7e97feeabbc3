"""What is asked of Windows, and what is made of its answers; tried on a kernel of our own."""

from ctypes import wintypes
from typing import Any

import pytest

from flipdesk.audio.windows_life import NO_SUCH_PROCESS, STILL_RUNNING, windows_life

ACCESS_DENIED = 5


class Call:
    """A function of the kernel."""

    def __init__(self, answer: Any) -> None:
        self.answer = answer
        self.asked: list[tuple[Any, ...]] = []
        self.argtypes: tuple[Any, ...] = ()
        self.restype: Any = None

    def __call__(self, *asked: Any) -> Any:
        self.asked.append(asked)
        return self.answer(*asked) if callable(self.answer) else self.answer


class Kernel:
    def __init__(self, *, handle: int | None = 44, waited: int = STILL_RUNNING) -> None:
        self.OpenProcess = Call(handle)
        self.WaitForSingleObject = Call(waited)
        self.CloseHandle = Call(1)
        self.GetProcessTimes = Call(self._times)

    @staticmethod
    def _times(_handle: int, made: wintypes.FILETIME, *_others: object) -> int:
        made.dwHighDateTime, made.dwLowDateTime = 1, 2
        return 1


@pytest.mark.parametrize(("waited", "ended"), [(STILL_RUNNING, False), (0, True)])
def test_process_says_whether_it_runs_and_since_when(waited: int, ended: bool) -> None:
    kernel = Kernel(waited=waited)
    assert windows_life(7, kernel, lambda: 0) == (ended, str((1 << 32) + 2))
    assert kernel.OpenProcess.asked[0][2] == 7
    assert kernel.CloseHandle.asked == [(44,)]


@pytest.mark.parametrize(("error", "ended"), [(NO_SUCH_PROCESS, True), (ACCESS_DENIED, False)])
def test_process_that_cannot_be_opened_has_ended_only_when_there_is_none(
    error: int,
    ended: bool,
) -> None:
    assert windows_life(7, Kernel(handle=None), lambda: error) == (ended, "")
