import json
import os
import threading
from collections.abc import Iterator

import pytest

from flipdesk.audio.events import Heartbeat, RecorderReady, SegmentClosed
from flipdesk.audio.outbox import Outbox
from flipdesk.audio.peer import PipePeer

FULL_BYTES = 1 << 20


class Window:
    """The other end of a recorder's pipe."""

    def __init__(self) -> None:
        commands, self._commands = os.pipe()
        self.events, events = os.pipe()
        self._descriptors = [commands, self._commands]
        self.outbox = Outbox(PipePeer(commands, events))

    def read_all(self) -> list[dict[str, object]]:
        """Return every line until the recorder hangs up."""
        with os.fdopen(self.events, "rb") as pipe:
            return [json.loads(line) for line in pipe]

    def close(self) -> None:
        self.outbox.close()
        for descriptor in self._descriptors:
            os.close(descriptor)


@pytest.fixture
def window() -> Iterator[Window]:
    made = Window()
    yield made
    made.close()


def test_what_the_window_takes_at_once_is_there_when_put_returns(window: Window) -> None:
    window.outbox.put(RecorderReady(7))
    os.set_blocking(window.events, False)
    assert json.loads(os.read(window.events, 1_000)) == {"event": "ready", "pid": 7}
    os.close(window.events)


def test_window_that_reads_nothing_holds_nobody_up_and_gets_all_in_order(window: Window) -> None:
    put = threading.Event()
    numbers = range(FULL_BYTES // 100)

    def tell() -> None:
        for number in numbers:
            window.outbox.put(SegmentClosed(number, "segment.wav", 0, number))
            window.outbox.put(Heartbeat(recording=True))
        put.set()

    teller = threading.Thread(target=tell, daemon=True)
    teller.start()
    assert put.wait(30)
    teller.join()
    window.outbox.finish()
    lines = window.read_all()
    told = [line["number"] for line in lines if line["event"] == "segment_closed"]
    assert told == list(numbers)
    # What does not matter is left out when much waits.
    assert len(lines) < 2 * len(numbers)


def test_window_that_is_gone_is_told_no_more(window: Window) -> None:
    os.close(window.events)
    for _ in range(3):
        window.outbox.put(Heartbeat(recording=True))
    window.outbox.close(timeout_s=30)


def test_nothing_is_sent_after_the_end(window: Window) -> None:
    window.outbox.put(RecorderReady(1))
    window.outbox.finish()
    window.outbox.put(RecorderReady(2))
    assert [line["pid"] for line in window.read_all()] == [1]
