"""The computer is kept awake while a recording is made, and nothing waits for its answer."""

import queue
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from flipdesk.audio.events import KeptAwake, RecordingStarted, RecordingStopped
from flipdesk.audio.keep_awake import Answer, KeepAwake, keep_running
from flipdesk.audio.recorder_process import ProcessRecorder
from tests.helpers.heard import Heard

YES, NO = Answer(kept=True), Answer(kept=False)


class Desktop:
    """A system that is asked, and answers when the test says so."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.may_answer = threading.Event()
        self.let_go = threading.Event()
        self.told: queue.SimpleQueue[Answer] = queue.SimpleQueue()

    def keep(self, answer: Callable[[Answer], None], over: threading.Event) -> None:
        self.asked.set()
        self.may_answer.wait()
        answer(YES)
        over.wait()
        self.let_go.set()


def test_it_is_kept_until_the_end() -> None:
    desktop = Desktop()
    awake = KeepAwake(desktop.told.put, keep=desktop.keep)
    desktop.may_answer.set()
    awake.begin()
    assert desktop.told.get(timeout=20) == YES
    assert not desktop.let_go.is_set()
    awake.begin()
    awake.end()
    assert desktop.let_go.wait(20)
    assert desktop.told.empty()


def test_no_answer_is_a_no_and_a_late_one_counts() -> None:
    desktop = Desktop()
    awake = KeepAwake(desktop.told.put, keep=desktop.keep, answer_s=0.01)
    awake.begin()
    assert desktop.told.get(timeout=20) == NO
    desktop.may_answer.set()
    assert desktop.told.get(timeout=20) == YES
    awake.end()


def test_answer_after_the_end_is_told_to_nobody() -> None:
    desktop = Desktop()
    awake = KeepAwake(desktop.told.put, keep=desktop.keep)
    awake.begin()
    assert desktop.asked.wait(20)
    awake.end()
    desktop.may_answer.set()
    assert desktop.let_go.wait(20)
    assert desktop.told.empty()


def test_desktop_without_a_bus_says_no(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAKEPY_FORCE_FAILURE", "1")
    told: list[Answer] = []
    over = threading.Event()
    over.set()
    keep_running(told.append, over)
    assert told == [NO]


def test_program_without_wakepy_records_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "wakepy", None)
    told: list[Answer] = []
    keep_running(told.append, threading.Event())
    assert told == [NO]


@pytest.mark.parametrize(("switch", "kept"), [("FAKE_SUCCESS", True), ("FORCE_FAILURE", False)])
def test_recorder_tells_whether_the_computer_is_kept_awake(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, switch: str, kept: bool
) -> None:
    monkeypatch.setenv(f"WAKEPY_{switch}", "1")
    heard = Heard()
    recorder = ProcessRecorder()
    recorder.listen(heard)
    recorder.start(tmp_path, "fake:tone")
    heard.wait_for(RecordingStarted)
    assert heard.wait_for(KeptAwake).kept is kept
    recorder.stop()
    heard.wait_for(RecordingStopped)
    recorder.close()
    assert (tmp_path / "recorder.log").read_text() == ""


@pytest.mark.skipif(sys.platform != "linux", reason="D-Bus is that of Linux")
def test_bus_that_never_answers_holds_up_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import socket

    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as bus:
        bus.bind("bus")
        bus.listen()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'bus'}")
        heard = Heard()
        recorder = ProcessRecorder()
        recorder.listen(heard)
        recorder.start(tmp_path / "optagelse", "fake:tone")
        heard.wait_for(RecordingStarted)
        bus.settimeout(20)
        connection, _ = bus.accept()
        with connection:
            recorder.stop()
            heard.wait_for(RecordingStopped)
            recorder.close()
