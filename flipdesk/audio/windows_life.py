"""What Windows tells of another process; handed its kernel, so that it can be tried anywhere."""

import ctypes
from collections.abc import Callable
from ctypes import wintypes
from typing import Any

SYNCHRONIZE = 0x0010_0000
QUERY_LIMITED_INFORMATION = 0x1000
NO_SUCH_PROCESS = 87  # ERROR_INVALID_PARAMETER: OpenProcess knows no process of this number
STILL_RUNNING = 0x102  # WAIT_TIMEOUT


def windows_life(pid: int, kernel32: Any, last_error: Callable[[], int]) -> tuple[bool, str]:
    """Return whether a process has verifiably ended, and when it began, "" where it is not said."""
    kernel32.OpenProcess.restype = wintypes.HANDLE
    kernel32.OpenProcess.argtypes = (wintypes.DWORD, wintypes.BOOL, wintypes.DWORD)
    kernel32.WaitForSingleObject.argtypes = (wintypes.HANDLE, wintypes.DWORD)
    kernel32.CloseHandle.argtypes = (wintypes.HANDLE,)
    times = ctypes.POINTER(wintypes.FILETIME)
    kernel32.GetProcessTimes.argtypes = (wintypes.HANDLE, times, times, times, times)
    handle = kernel32.OpenProcess(SYNCHRONIZE | QUERY_LIMITED_INFORMATION, 0, pid)
    if not handle:
        return last_error() == NO_SUCH_PROCESS, ""
    try:
        ended = kernel32.WaitForSingleObject(handle, 0) != STILL_RUNNING
        made, *others = (wintypes.FILETIME() for _one in range(4))
        told = kernel32.GetProcessTimes(handle, made, *others)
    finally:
        kernel32.CloseHandle(handle)
    return ended, str(made.dwHighDateTime << 32 | made.dwLowDateTime) if told else ""
