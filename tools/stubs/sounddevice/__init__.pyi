"""What FlipDesk uses of sounddevice, which carries no types of its own."""

from collections.abc import Callable
from typing import Any

class PortAudioError(Exception): ...

class CallbackFlags:
    @property
    def input_overflow(self) -> bool: ...

class _Defaults:
    device: tuple[int, int]

default: _Defaults

class RawInputStream:
    def __init__(
        self,
        *,
        samplerate: float,
        blocksize: int,
        device: int | str | None,
        channels: int,
        dtype: str,
        latency: str | float,
        callback: Callable[[Any, int, object, CallbackFlags], None],
        finished_callback: Callable[[], None],
    ) -> None: ...
    def start(self) -> None: ...
    def abort(self, ignore_errors: bool = True) -> None: ...
    def close(self, ignore_errors: bool = True) -> None: ...

def query_devices() -> list[dict[str, Any]]: ...
def query_hostapis() -> tuple[dict[str, Any], ...]: ...
def _initialize() -> None: ...
def _terminate() -> None: ...
