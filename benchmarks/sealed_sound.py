"""What sealing costs: the recorder's CPU, opening four hours of sound, and the first of it in hand.

Two recorders with the same fake microphone work at the same time, one of them sealing, so that
whatever else the machine does hurts both alike. Four hours in FLAC lie in two folders, in clear and
sealed; each is opened and read at random moments in turn.
"""

import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import numpy as np
from _paired import ratio_row
from recorder import works

from flipdesk.audio.compress import compress
from flipdesk.audio.events import LevelMeasured, RecordingStarted, RecordingStopped
from flipdesk.audio.outline_packing import pack_outline
from flipdesk.audio.peaks_file import PeaksFile
from flipdesk.audio.recorder_process import ProcessRecorder
from flipdesk.audio.seal import seal_of
from flipdesk.audio.segment import SegmentName
from flipdesk.audio.segment_reader import open_segment
from flipdesk.audio.session_sound import SessionSound, open_sound
from flipdesk.audio.sound_encoding import write_segment
from flipdesk.audio.spec import AudioSpec
from tests.helpers.heard import Heard

KEY = bytes(range(32))
SECONDS = float(os.environ.get("FLIPDESK_BENCH_SECONDS", "60"))
ROUNDS = int(os.environ.get("FLIPDESK_BENCH_PAIRS", "3"))
HOURS = float(os.environ.get("FLIPDESK_BENCH_HOURS", "4"))
CLICKS = int(os.environ.get("FLIPDESK_BENCH_CLICKS", "400"))
SPEC = AudioSpec()
SEGMENT_S = 300
FIRST_FRAMES = 16_384
_ANCHOR_S = 2
_TEN_MINUTES = 600 * SPEC.rate_hz
RECORDER_GOAL, OPEN_GOAL_MS, DATA_GOAL_MS = 1.1, 150.0, 10.0


def recorders(folder: Path) -> tuple[list[float], list[float]]:
    """Return CPU seconds an hour of a recorder in clear and of a sealing one, in each round."""
    costs: tuple[list[float], list[float]] = ([], [])
    for number in range(ROUNDS):
        made = []
        for key, name in ((None, "clear"), (KEY, "sealed")):
            heard, recorder = Heard(), ProcessRecorder()
            recorder.listen(heard)
            recorder.start(folder / f"{name}-{number}", "fake:tone", key=key)
            heard.wait_for(RecordingStarted)
            made.append((recorder, heard))
        time.sleep(3)  # the first second is another
        before = [spent(recorder) for recorder, _heard in made]
        time.sleep(SECONDS)
        for cost, (recorder, _heard), begun in zip(costs, made, before, strict=True):
            cost.append((spent(recorder) - begun) / SECONDS * 3600)
        for recorder, heard in made:
            recorder.stop()
            heard.wait_for(RecordingStopped)
            recorder.close()
    return costs


def spent(recorder: ProcessRecorder) -> float:
    assert recorder.pid is not None
    return sum(work.cpu_s for work in works(recorder.pid).values())


def record(folder: Path, key: bytes | None) -> None:
    """Write hours of speech-like noise as FLAC, with the outline as a recorder writes it."""
    folder.mkdir()
    seal = seal_of(key, folder.name)
    at = np.arange(SEGMENT_S * SPEC.rate_hz)
    hiss = np.random.default_rng(7).normal(0, 300, len(at))
    sound = (np.abs(np.sin(at / 9_000)) ** 3 * np.sin(at / 24) * 9_000 + hiss).astype("<i2")
    peaks = PeaksFile(folder, SPEC, seal)
    first_file: Path | None = None
    for number in range(round(HOURS * 3600 / SEGMENT_S)):
        name = SegmentName(number + 1, number * len(sound))
        path = folder / (name.sealed_flac_name if seal else name.flac_name)
        if seal is None and first_file is not None:
            shutil.copy(first_file, path)
        else:
            write_segment(path, iter([sound.tobytes()]), SPEC, seal)
        first_file = first_file or path
        for begin in range(0, len(sound), _ANCHOR_S * SPEC.rate_hz):
            peaks.add(name.first_sample + begin, sound[begin : begin + _ANCHOR_S * SPEC.rate_hz])
    peaks.close()
    pack_outline(folder, SPEC, seal)  # as after every recording


def timed(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def clicks(sound: SessionSound) -> list[float]:
    """Return how long each click waits for its first sound as data."""
    plan = sound.plan()
    chance = np.random.default_rng(3)
    places = chance.integers(0, plan.frames - FIRST_FRAMES, CLICKS).tolist()
    return [timed(partial(sound.read, plan, at, FIRST_FRAMES)) for at in places]


def row(name: str, values: Sequence[float], other: Sequence[float], goal: float) -> str:
    """Return the JSON line of the 95th percentile, beside that in clear."""
    worst, clear = (statistics.quantiles(one, n=20)[-1] for one in (values, other))
    against = f"in clear {clear:.2f} ms"
    shown = {"name": name, "value": round(worst, 2), "unit": "ms", "against": against}
    return json.dumps(shown | {"goal": goal, "samples": len(values)}, ensure_ascii=False)


def smaller(folder: Path) -> None:
    """Print how long it takes to make a recording of ten minutes smaller."""
    for key, name in ((None, "clear"), (KEY, "sealed")):
        recorder, heard = ProcessRecorder(), Heard()
        recorder.listen(heard)
        recorder.start(folder / name, "fake:tone?speed=0&seconds=600", key=key)
        heard.wait_for(LevelMeasured, where=lambda one: one.samples >= _TEN_MINUTES, timeout_s=60)
        recorder.stop()
        heard.wait_for(RecordingStopped)
        recorder.close()
        wave = sum(path.stat().st_size for path in (folder / name).glob("segment*"))
        took_s = timed(partial(compress, folder / name, key=key)) / 1000
        flac = sum(path.stat().st_size for path in (folder / name).glob("segment*"))
        print(f"made smaller, {name}: {took_s:.2f} s for 10 min., {wave} to {flac} bytes")


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="lyd-") as scratch:
        folder = Path(scratch)
        smaller(folder)
        clear_cpu, sealed_cpu = recorders(folder)
        record(folder / "a", None)
        record(folder / "b", KEY)
        opened: dict[str, list[float]] = {"a": [], "b": []}
        for _round in range(10):
            for name, key in (("a", None), ("b", KEY)):
                opened[name].append(timed(partial(open_sound, folder / name, key)))
        read = {n: clicks(open_sound(folder / n, k)) for n, k in (("a", None), ("b", KEY))}
        one = next((folder / "b").glob("segment*"))
        seal = seal_of(KEY, "b")
        first = [timed(lambda: open_segment(one, SPEC, seal).read(0, 480)) for _try in range(20)]
    print(f"recorder in clear: {statistics.median(clear_cpu):.1f} CPU s an hour {clear_cpu}")
    print(f"recorder sealing:  {statistics.median(sealed_cpu):.1f} CPU s an hour {sealed_cpu}")
    print(f"one sealed segment opened and read: {statistics.median(first):.2f} ms")
    print(row("sealed_first_sound_in_hand", read["b"], read["a"], DATA_GOAL_MS))
    print(row("sealed_session_opened", opened["b"], opened["a"], OPEN_GOAL_MS))
    print(
        ratio_row(
            "sealing_recorder_cpu", sealed_cpu, clear_cpu, against="in clear", goal=RECORDER_GOAL
        )
    )


if __name__ == "__main__":
    main()
