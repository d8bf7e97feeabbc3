"""From a click on a note to its sound: the data in hand, the first sound heard, and the picture.

The data are read from a recording of four hours in FLAC at random moments, files open. What is
heard is heard at the monitor of a virtual sound card, through Qt's player and PulseAudio; without
those on the machine that row is left out. Painting is that of the whole timeline of the four hours.
"""

import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
import soundfile

from flipdesk.audio.loudness import read_loudness
from flipdesk.audio.peaks_file import PeaksFile
from flipdesk.audio.recording_folder import RecordedSegment, RecordingContents, read_recording
from flipdesk.audio.segment import SegmentName, wav_header
from flipdesk.audio.session_sound import SessionSound, open_sound
from flipdesk.audio.spec import AudioSpec
from flipdesk.domain.sound_gap import SoundGap
from tests.helpers.ear import ear
from tests.helpers.sound import missing, sound_rig

HOURS = float(os.environ.get("FLIPDESK_BENCH_HOURS", "4"))
CLICKS = int(os.environ.get("FLIPDESK_BENCH_CLICKS", "400"))
HEARD = int(os.environ.get("FLIPDESK_BENCH_HEARD", "25"))
SPEC = AudioSpec(48_000, 1)
SEGMENT_S = 300
FIRST_FRAMES = 16_384
"""What Qt's player asks for at first: 32 KiB."""
DATA_GOAL_MS, HEARD_GOAL_MS, OPEN_GOAL_MS, PAINT_GOAL_MS = 2.0, 150.0, 10.0, 8.0


def row(name: str, values: Sequence[float], share: float, against: str, goal: float) -> str:
    """Return the JSON line of a measurement in milliseconds."""
    value = statistics.quantiles(values, n=100)[round(share * 100) - 1]
    shown = {"name": name, "value": round(value, 3), "unit": "ms", "against": against}
    return json.dumps(shown | {"goal": goal, "samples": len(values)}, ensure_ascii=False)


def timed(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def record(folder: Path) -> RecordingContents:
    """Write hours of speech-like noise, segment by segment, as WAV with its outline and as FLAC."""
    chance = np.random.default_rng(7)
    swell = np.abs(np.sin(np.arange(SEGMENT_S * SPEC.rate_hz) / 9_000)) ** 3
    tone = np.sin(np.arange(SEGMENT_S * SPEC.rate_hz) / 24)
    peaks = PeaksFile(folder, SPEC)
    segments = []
    for number in range(round(HOURS * 3600 / SEGMENT_S)):
        hiss = chance.normal(0, 300, len(swell))
        samples = (swell * tone * 9_000 + hiss).astype("<i2")
        name = SegmentName(number + 1, number * len(samples))
        wav = folder / name.file_name
        wav.write_bytes(wav_header(SPEC, samples.nbytes) + samples.tobytes())
        peaks.add(name.first_sample, samples)
        flac = wav.with_suffix(".flac")
        soundfile.write(str(flac), samples, SPEC.rate_hz, subtype="PCM_16")
        segments.append(RecordedSegment(name.number, flac, name.first_sample, len(samples), None))
    peaks.close()
    return replace(read_recording(folder), segments=tuple(segments), closed_properly=True)


def data_in_hand(sound: SessionSound) -> list[float]:
    """Return how long each click waits for its first sound as data."""
    plan = sound.plan()
    chance = np.random.default_rng(3)

    def click() -> None:
        frame = plan.frame_at(int(chance.integers(0, sound.length_ms - 1_000)))
        data = sound.read(plan, frame, FIRST_FRAMES)
        assert len(data) == FIRST_FRAMES * SPEC.frame_bytes

    return [timed(click) for _click in range(CLICKS)]


def heard(folder: Path) -> list[float]:
    """Return how long each click waits for its first audible sound, the player made already."""
    from PySide6.QtCore import QEventLoop, QTimer

    from flipdesk.ui.player import Player

    def wait(ms: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(ms, loop.quit)
        loop.exec()

    waits = []
    place = Path(tempfile.mkdtemp(prefix="lyt-"))
    with sound_rig(place) as rig:
        os.environ.update(rig.environment)
        player = Player()
        player.take(open_sound(folder))
        with ear(rig) as listener:
            for turn in range(HEARD + 1):
                listener.wait_for_silence()
                clicked = time.perf_counter()
                player.play_from(60_000 + turn * 31_000)
                while (at := listener.first_sound(clicked)) is None:
                    wait(5)
                # The first click makes the player too; it is told apart.
                if turn:
                    waits.append((at - clicked) * 1000)
                else:
                    print(f"first click  {(at - clicked) * 1000:7.1f} ms, the player being made")
                player.pause()
        player.let_go()
    shutil.rmtree(place)
    return waits


def painted(sound: SessionSound) -> list[float]:
    """Return how long the whole timeline takes to paint, each time at another width."""
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QApplication

    from flipdesk.ui.theme.theme import Theme
    from flipdesk.ui.widgets.timeline import Timeline
    from flipdesk.ui.widgets.timeline_scene import TimelineBlock, TimelinePoint, TimelineScene

    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme = Theme("light")
    theme.apply(application)
    length = sound.length_ms
    blocks = [TimelineBlock("Drøftelse", n * length // 8, (n + 1) * length // 8) for n in range(8)]
    points = [TimelinePoint(str(n), n * length // 60, "samtale", n % 9 == 0) for n in range(60)]
    timeline = Timeline(theme)
    timeline.set_scene(TimelineScene(length, tuple(blocks), tuple(points)))
    timeline.set_sound(sound.loudness, (SoundGap(length // 3, length // 3 + 12_000),))

    def paint() -> None:
        timeline.render(image)

    times = []
    for turn in range(120):
        timeline.resize(1136 + turn % 7, timeline.height())
        image = QImage(timeline.size(), QImage.Format.Format_ARGB32_Premultiplied)
        timeline.set_position(turn * length // 120)
        times.append(timed(paint))
    return times


def main() -> None:
    from PySide6.QtWidgets import QApplication

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication([])
    with tempfile.TemporaryDirectory(dir=os.environ.get("FLIPDESK_BENCH_DIR")) as scratch:
        folder = Path(scratch)
        contents = record(folder)
        opening = [timed(lambda: read_loudness(contents)) for _round in range(20)]
        sound = SessionSound(contents, read_loudness(contents))
        print(row("listening_outline", opening, 0.5, f"{HOURS:g} h, peaks kept", OPEN_GOAL_MS))
        paint = painted(sound)
        print(row("listening_paint", paint, 0.95, f"{HOURS:g} h at 1136 px", PAINT_GOAL_MS))
        data = data_in_hand(sound)
        print(row("listening_data_flac", data, 0.95, f"{HOURS:g} h FLAC", DATA_GOAL_MS))
        sound.close()
        plain = open_sound(folder)
        data = data_in_hand(plain)
        print(row("listening_data_wav", data, 0.95, f"{HOURS:g} h WAV", DATA_GOAL_MS))
        plain.close()
        lacking = missing()
        if lacking:
            print(f"What is heard is not measured: this machine lacks {lacking}", file=sys.stderr)
        else:
            waits = heard(folder)
            print(row("listening_heard", waits, 0.95, "monitor of the sound card", HEARD_GOAL_MS))
    del application


if __name__ == "__main__":
    main()
