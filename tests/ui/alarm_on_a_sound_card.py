"""The alarm on the real stack: heard at the virtual loudspeaker soon after it is raised."""

import shutil
import tempfile
import time
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from flipdesk.audio.events import RecorderFailed
from flipdesk.audio.failure import FailureKind
from flipdesk.ui.alarm_sound import AlarmSound
from flipdesk.ui.recording_alarms import RecordingAlarms
from tests.helpers.ear import ear
from tests.helpers.figures import Figures
from tests.helpers.sound import missing, sound_rig

LACKING = missing()
pytestmark = [
    pytest.mark.sound,
    pytest.mark.skipif(bool(LACKING), reason=f"this machine lacks {LACKING}"),
    pytest.mark.qt_log_ignore("pipewire", extend=True),
]


def test_alarm_is_heard_at_once_and_not_when_it_is_turned_off(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, figures: Figures
) -> None:
    folder = Path(tempfile.mkdtemp(prefix="alarm-"))
    with sound_rig(folder) as rig:
        for name, value in rig.environment.items():
            monkeypatch.setenv(name, value)
        rig.pactl("set-default-sink", "dump")
        alarms, sound = RecordingAlarms(), AlarmSound()
        alarms.sounded.connect(sound.play)
        sound.get_ready()
        with ear(rig) as heard:
            raised = time.perf_counter()
            alarms.tell(RecorderFailed(FailureKind.DEVICE_LOST))
            qtbot.waitUntil(lambda: heard.first_sound(raised) is not None)
            after_s = (heard.first_sound(raised) or 0) - raised
            figures.add("alarm, heard after it is raised", after_s, "s", "1.5 s")
            print(f"alarm heard after {after_s:.3f} s")
            assert after_s < 1.5
            heard.wait_for_silence()
            sound.is_on = False
            muted = time.perf_counter()
            alarms.tell(RecorderFailed(FailureKind.STALLED))
            qtbot.wait(700)
            assert heard.first_sound(muted) is None
    shutil.rmtree(folder)
