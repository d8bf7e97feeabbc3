"""CPU time and memory of the recorder's process, beside arecord writing the same WAV.

All record the same virtual microphone in the same run, one after the other, in real time: arecord
(or sox), a bare PortAudio stream of the same blocks whose Python callback only counts, and
FlipDesk's own child with meter, outline, hashes, manifest and watches. What PortAudio, ALSA and
libpulse cost on their own threads is in the bare stream too; the rest is ours. The seconds move
with what else the machine does; how often a thread wakes does not. Memory over four hours is
measured with a device that does not keep anybody waiting.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.path.insert(0, str(Path(__file__).parent))

from _paired import ratio_row

from flipdesk.audio.events import LevelMeasured, RecordingStarted, RecordingStopped
from flipdesk.audio.portaudio_source import pace
from flipdesk.audio.recorder_process import ProcessRecorder
from flipdesk.audio.recorder_settings import RecorderSettings
from tests.helpers.heard import Heard
from tests.helpers.sound import SoundRig, missing, sound_rig

SECONDS = float(os.environ.get("FLIPDESK_BENCH_SECONDS", "60"))
ROUNDS = int(os.environ.get("FLIPDESK_BENCH_PAIRS", "3"))
GOAL = 1.5
GOAL_OURS_S = 6.0
_WARM_S = 3.0
_LEAST_S = 0.05
_FOUR_HOURS = 4 * 3600 * 48_000
# A microphone with a clock of its own gives its sound in about such pieces.
_SERVER_MS = 100
# Short, so that closing and hashing have their share of a minute.
_SEGMENT_S = 20

_BARE = """
import sys, threading
import sounddevice
blocks = 0
def callback(data, frames, time, status):
    global blocks
    blocks += 1
stream = sounddevice.RawInputStream(samplerate=48000, blocksize=int(sys.argv[1]),
    device="bordmikrofon", channels=1, dtype="int16", latency=float(sys.argv[2]), callback=callback)
stream.start()
threading.Event().wait()
"""


@dataclass(frozen=True)
class Work:
    """What a thread, or several of one name, has done: CPU seconds, and how often it woke."""

    cpu_s: float = 0.0
    wakes: int = 0

    def plus(self, other: "Work", times: int = 1) -> "Work":
        """Return both together; times -1 is what lies between."""
        return Work(self.cpu_s + times * other.cpu_s, self.wakes + times * other.wakes)


@dataclass
class Cost:
    """CPU seconds per recorded hour of each round, and the most memory in MB.

    `threads` has, per round and name, CPU seconds an hour and how often a second the thread woke.
    """

    cpu_s: list[float] = field(default_factory=list)
    memory_mb: list[float] = field(default_factory=list)
    threads: list[dict[str, tuple[float, float]]] = field(default_factory=list)

    def watch(self, pid: int) -> None:
        """Watch a process that records for the time of a round."""
        time.sleep(_WARM_S)
        before, began_s = works(pid), time.monotonic()
        time.sleep(SECONDS)
        passed_s = time.monotonic() - began_s
        done = {name: work.plus(before.get(name, Work()), -1) for name, work in works(pid).items()}
        self.cpu_s.append(sum(work.cpu_s for work in done.values()) / passed_s * 3600)
        self.threads.append(
            {
                name: (work.cpu_s / passed_s * 3600, work.wakes / passed_s)
                for name, work in done.items()
            }
        )
        self.memory_mb.append(memory_mb(pid, "VmHWM"))

    def row(self, name: str) -> str:
        """Return a line for people."""
        cpu, memory = statistics.median(self.cpu_s), statistics.median(self.memory_mb)
        rounds = " ".join(f"{one:.1f}" for one in self.cpu_s)
        return f"{name:22} {cpu:6.1f} CPU s an hour  {memory:6.1f} MB   ({rounds})"

    def thread_rows(self) -> list[str]:
        """Return a line for each thread, the dearest first; of the rounds the median."""
        medians = {
            name: tuple(
                statistics.median(one.get(name, (0.0, 0.0))[part] for one in self.threads)
                for part in (0, 1)
            )
            for name in set[str]().union(*self.threads)
        }
        return [
            f"    {name:18} {cpu:6.1f} CPU s an hour  {wakes:5.1f} wakes a second"
            for name, (cpu, wakes) in sorted(medians.items(), key=lambda one: -one[1][0])
            if cpu >= _LEAST_S
        ]


def works(pid: int) -> dict[str, Work]:
    """Return what the threads of a process have done, to the nanosecond where Linux counts it."""
    done: dict[str, Work] = {}
    for task in Path(f"/proc/{pid}/task").iterdir():
        name = "main" if task.name == str(pid) else (task / "comm").read_text().strip()
        cpu_s = int((task / "schedstat").read_text().split()[0]) / 1e9
        wakes = int(status_line(task / "status", "voluntary_ctxt_switches"))
        done[name] = done.get(name, Work()).plus(Work(cpu_s, wakes))
    return done


def status_line(status: Path, what: str) -> str:
    """Return a value of a file like /proc/PID/status, "0" when it has none."""
    for line in status.read_text().splitlines():
        name, _, value = line.partition(":")
        if name == what:
            return value.split()[0]
    return "0"


def memory_mb(pid: int, what: str) -> float:
    """Return a line of /proc/PID/status in MB."""
    return int(status_line(Path(f"/proc/{pid}/status"), what)) / 1024


def other_program(wav: Path) -> list[str]:
    """Return the command that records the same with arecord or sox, empty when both are missing."""
    if shutil.which("arecord"):
        form = ["-f", "S16_LE", "-r", "48000", "-c", "1"]
        return ["arecord", "-q", "-D", "bordmikrofon", *form, str(wav)]
    if shutil.which("sox"):
        return ["sox", "-q", "-t", "alsa", "bordmikrofon", *"-r 48000 -c 1 -b 16".split(), str(wav)]
    return []


def bare_stream() -> list[str]:
    """Return the command of a stream that takes the sound as FlipDesk does, and drops it."""
    return [sys.executable, "-c", _BARE, *map(str, pace("ALSA", 48_000))]


@contextmanager
def running(command: list[str], environment: dict[str, str]) -> Iterator[int]:
    """Run a program while the block lasts."""
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
        try:
            yield process.pid
        finally:
            process.kill()


@contextmanager
def speech(rig: SoundRig) -> Iterator[None]:
    """Speak into the microphone without an end."""
    said = rig.say("Goddag og velkommen til samtaleflip. I dag taler vi om helhed. Hvem begynder?")
    player = ["sh", "-c", 'while paplay --device=desk "$0"; do :; done', str(said)]
    with running(player, rig.environment):
        yield


@contextmanager
def ours(folder: Path, device: str, settings: RecorderSettings) -> Iterator[tuple[int, Heard]]:
    """Record with FlipDesk while the block lasts."""
    heard = Heard()
    recorder = ProcessRecorder(settings=settings)
    recorder.listen(heard)
    recorder.start(folder, device)
    heard.wait_for(RecordingStarted)
    assert recorder.pid is not None
    yield recorder.pid, heard
    recorder.stop()
    heard.wait_for(RecordingStopped)
    recorder.close()


def rounds(folder: Path) -> tuple[Cost, Cost, Cost]:
    """Record with each program in turn and return what they cost."""
    costs = theirs, bare, own = Cost(), Cost(), Cost()
    settings = RecorderSettings(segment_s=_SEGMENT_S)
    with sound_rig(folder, block_ms=_SERVER_MS) as rig, speech(rig):
        os.environ.update(rig.environment)
        for number in range(ROUNDS):
            with running(other_program(folder / f"{number}.wav"), rig.environment) as pid:
                theirs.watch(pid)
            with running(bare_stream(), rig.environment) as pid:
                bare.watch(pid)
            with ours(folder / f"rec-{number}", "bordmikrofon", settings) as (pid, _heard):
                own.watch(pid)
    return costs


def growth_mb(folder: Path) -> float:
    """Record four hours of sound as fast as it can be written; return what memory has grown."""
    with ours(folder, "fake:tone?speed=0", RecorderSettings()) as (pid, heard):
        heard.wait_for(LevelMeasured, where=enough(_FOUR_HOURS // 48), timeout_s=60)
        before_mb = memory_mb(pid, "VmRSS")
        heard.wait_for(LevelMeasured, where=enough(_FOUR_HOURS), timeout_s=600)
        return memory_mb(pid, "VmRSS") - before_mb


def enough(samples: int) -> Callable[[LevelMeasured], bool]:
    """Return a question to a level: whether so much is recorded."""
    return lambda level: level.samples >= samples


def main() -> None:
    lacking = [missing()] if missing() else []
    if not other_program(Path()):
        lacking.append("arecord (package alsa-utils) or sox")
    if lacking:
        sys.exit(f"nothing is measured: this machine lacks {', '.join(lacking)}")
    with tempfile.TemporaryDirectory(prefix="lyd-") as scratch:
        theirs, bare, own = rounds(Path(scratch))
        grown_mb = growth_mb(Path(scratch) / "long")
    name = other_program(Path())[0]
    for title, cost in ((name, theirs), ("bare PortAudio stream", bare), ("FlipDesk", own)):
        print(cost.row(title))
        print("\n".join(cost.thread_rows()))
    rest_s = statistics.median(o - b for o, b in zip(own.cpu_s, bare.cpu_s, strict=True))
    print(f"FlipDesk beyond PortAudio: {rest_s:.1f} CPU s an hour (goal {GOAL_OURS_S})")
    ratio = statistics.median(o / b for o, b in zip(own.cpu_s, bare.cpu_s, strict=True))
    print(f"FlipDesk to bare PortAudio stream: {ratio:.2f}")
    print(f"memory over four hours: {grown_mb:+.1f} MB (goal 10)")
    print(ratio_row("recorder_cpu", own.cpu_s, theirs.cpu_s, against=name, goal=GOAL))


if __name__ == "__main__":
    main()
