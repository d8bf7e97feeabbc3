"""A microphone without hardware: PulseAudio with null sinks that PortAudio sees through ALSA.

Speech is played into a null sink with paplay; PortAudio records that sink's monitor as an input
called "bordmikrofon" (the default) or "headset". It is all the user's own process, needs neither
root nor D-Bus, and runs in real time.
"""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

NEEDED = ("pulseaudio", "pactl", "parec", "paplay", "espeak-ng")
ALSA_DEFAULTS = Path("/usr/share/alsa/alsa.conf")
PULSE_PLUGINS = (
    "/usr/lib/*/alsa-lib/libasound_module_pcm_pulse.so",
    "/usr/lib64/alsa-lib/libasound_module_pcm_pulse.so",
)
_DEADLINE_S = 20.0

_ALSA = f"""<{ALSA_DEFAULTS}>
pcm.bordmikrofon {{ type pulse device "desk.monitor" }}
pcm.headset {{ type pulse device "head.monitor" }}
pcm.lydkort {{ type pulse device "dump" }}
pcm.!default {{
  type asym
  capture.pcm {{ type plug slave.pcm "bordmikrofon" }}
  playback.pcm {{ type plug slave.pcm "lydkort" }}
}}
"""


def missing() -> str:
    """Return what this machine lacks for the rig, empty when nothing."""
    lacking = [program for program in NEEDED if shutil.which(program) is None]
    if not any(list(Path("/").glob(pattern.lstrip("/"))) for pattern in PULSE_PLUGINS):
        lacking.append("libasound2-plugins")
    try:
        import sounddevice  # noqa: F401 - it looks for PortAudio when it is imported
    except OSError:
        lacking.append("libportaudio2")
    return ", ".join(lacking)


@dataclass(slots=True)
class SoundRig:
    """A running sound server; every program that has `environment` uses it."""

    environment: dict[str, str]
    _folder: Path
    _server: subprocess.Popen[bytes]
    _block_ms: int

    @property
    def server_pid(self) -> int:
        """Return the process to kill or stop when a test breaks the sound system."""
        return self._server.pid

    def say(self, text: str, *, rate_hz: int = 48_000) -> Path:
        """Speak Danish into a mono WAV file of this rate and return it."""
        spoken = self._folder / "spoken.wav"
        subprocess.run(
            ["espeak-ng", "-v", "da", "-s", "150", "-w", str(spoken), text],
            check=True,
            capture_output=True,
            timeout=_DEADLINE_S,
        )
        samples, spoken_rate_hz = _read(spoken)
        at = np.arange(len(samples) * rate_hz // spoken_rate_hz) * spoken_rate_hz / rate_hz
        resampled = np.interp(at, np.arange(len(samples)), samples).astype(np.int16)
        path = self._folder / f"speech-{rate_hz}.wav"
        _write(path, resampled, rate_hz)
        return path

    def play(self, path: Path, *, microphone: str = "desk") -> subprocess.Popen[bytes]:
        """Play a file into a microphone, in real time."""
        return subprocess.Popen(
            ["paplay", f"--device={microphone}", str(path)],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def pactl(self, *arguments: str) -> str:
        """Ask the sound server, or tell it something."""
        asked = subprocess.run(
            ["pactl", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=_DEADLINE_S,
        )
        return asked.stdout.strip()

    def unplug(self, microphone: str = "desk") -> None:
        """Take a microphone away, as if its plug was pulled."""
        for line in self.pactl("list", "short", "modules").splitlines():
            number, _, rest = line.partition("\t")
            if f"sink_name={microphone} " in rest:
                self.pactl("unload-module", number)

    def plug_in(self, microphone: str = "desk") -> None:
        """Put a microphone back."""
        self.pactl("load-module", *_sink(microphone).split(" "))
        self.pactl("load-module", *_loopback(microphone, self._block_ms).split(" "))

    def freeze(self) -> None:
        """Let the sound server stand still, as on a computer that is overwhelmed."""
        self._server.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        self._server.send_signal(signal.SIGCONT)

    def stop_server(self) -> None:
        """Kill the sound server, as a crash would."""
        self._server.kill()
        self._server.wait()

    def start_server(self) -> None:
        """Start the sound server again."""
        self._server = _start(self.environment, self._folder, self._block_ms)


@contextmanager
def sound_rig(folder: Path, *, block_ms: int = 20) -> Iterator[SoundRig]:
    """Run a sound server that keeps everything in a folder; its path must be short, for sockets.

    `block_ms` is in how long pieces the microphones give their sound.
    """
    runtime = folder / "run"
    runtime.mkdir(mode=0o700)
    alsa = folder / "asound.conf"
    alsa.write_text(_ALSA)
    environment = dict(os.environ) | {
        "XDG_RUNTIME_DIR": str(runtime),
        "PULSE_RUNTIME_PATH": str(runtime / "pulse"),
        "PULSE_SERVER": f"unix:{runtime / 'pulse' / 'native'}",
        "PULSE_STATE_PATH": str(runtime / "state"),
        "ALSA_CONFIG_PATH": str(alsa),
        "HOME": str(folder),
    }
    rig = SoundRig(environment, folder, _start(environment, folder, block_ms), block_ms)
    try:
        yield rig
    finally:
        rig.stop_server()


def _sink(microphone: str) -> str:
    return f"module-null-sink sink_name={microphone} rate=48000 channels=1"


def _loopback(microphone: str, block_ms: int) -> str:
    # A null sink nobody listens to works in blocks of two seconds; this keeps it awake.
    return f"module-loopback source={microphone}.monitor sink=dump latency_msec={block_ms}"


def _start(environment: dict[str, str], folder: Path, block_ms: int) -> subprocess.Popen[bytes]:
    modules = [
        "module-native-protocol-unix auth-anonymous=1",
        "module-always-sink",
        _sink("desk"),
        _sink("head"),
        "module-null-sink sink_name=dump",
        _loopback("desk", block_ms),
        _loopback("head", block_ms),
    ]
    loads = [part for module in modules for part in ("-L", module)]
    server = subprocess.Popen(
        [
            "pulseaudio",
            "-n",
            "--daemonize=no",
            "--exit-idle-time=-1",
            "--use-pid-file=no",
            f"--log-target=file:{folder / 'pulse.log'}",
            *loads,
        ],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + _DEADLINE_S
    while not _answers(environment):
        assert server.poll() is None, "the sound server ended at once"
        assert time.monotonic() < deadline, "the sound server does not answer"
        time.sleep(0.05)
    _warm_up(environment)
    return server


def _answers(environment: dict[str, str]) -> bool:
    asked = subprocess.run(
        ["pactl", "info"], env=environment, capture_output=True, check=False, timeout=_DEADLINE_S
    )
    return asked.returncode == 0


def _warm_up(environment: dict[str, str]) -> None:
    """Wait until sound flows in short blocks: the first ones after a start come late."""
    with subprocess.Popen(
        ["parec", "--device=desk.monitor", "--latency-msec=20", "--raw"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as listener:
        assert listener.stdout is not None
        listener.stdout.read(9_600)
        listener.kill()


def lag_and_likeness(recorded: NDArray[np.int16], played: NDArray[np.int16]) -> tuple[int, float]:
    """Return where the played sound begins in the recording, and their correlation there, to 1."""
    size = 1 << (len(recorded) + len(played)).bit_length()
    one, other = recorded.astype(np.float64), played.astype(np.float64)
    products = np.fft.irfft(np.fft.rfft(one, size) * np.conj(np.fft.rfft(other, size)), size)
    lag = int(np.argmax(products[: max(1, len(recorded) - len(played) + 1)]))
    part = one[lag : lag + len(other)]
    energy = np.sqrt((part**2).sum() * (other[: len(part)] ** 2).sum())
    return lag, float((part * other[: len(part)]).sum() / energy) if energy else 0.0


def _read(path: Path) -> tuple[NDArray[np.int16], int]:
    import wave

    with wave.open(str(path), "rb") as file:
        data = file.readframes(file.getnframes())
        return np.frombuffer(data, "<i2"), file.getframerate()


def _write(path: Path, samples: NDArray[np.int16], rate_hz: int) -> None:
    import wave

    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(samples.astype("<i2").tobytes())
