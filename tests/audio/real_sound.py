"""A recorder before a real sound server, which speaks Danish to it."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from flipdesk.audio.clock import SystemClock
from flipdesk.audio.events import (
    LevelMeasured,
)
from flipdesk.audio.recorder_process import ProcessRecorder
from flipdesk.audio.recording_folder import read_recording
from tests.audio.sounds import read_wav
from tests.helpers.heard import Heard
from tests.helpers.sound import SoundRig, missing, sound_rig

LACKING = missing()
REAL = [
    pytest.mark.sound,
    pytest.mark.slow,
    pytest.mark.skipif(bool(LACKING), reason=f"this machine lacks {LACKING}"),
]


@pytest.fixture(scope="module")
def rig() -> Iterator[SoundRig]:
    folder = Path(tempfile.mkdtemp(prefix="lyd-"))
    with sound_rig(folder) as rig:
        yield rig
    shutil.rmtree(folder)


@pytest.fixture(autouse=True)
def through_the_rig(rig: SoundRig, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in rig.environment.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def recorder(heard: Heard) -> Iterator[ProcessRecorder]:
    recorder = ProcessRecorder()
    recorder.listen(heard)
    yield recorder
    recorder.close()


def let_hear(rig: SoundRig, heard: Heard, speech: Path) -> None:
    """Play to the end, and until half a second after it is recorded."""
    with rig.play(speech) as player:
        assert player.wait(60) == 0
    enough_ns = SystemClock().monotonic_ns() + 500_000_000
    heard.wait_for(LevelMeasured, where=lambda event: event.monotonic_ns > enough_ns)


def recorded(folder: Path) -> NDArray[np.int16]:
    return np.concatenate([read_wav(part.path) for part in read_recording(folder).segments])
