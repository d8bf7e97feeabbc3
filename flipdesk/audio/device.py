"""The microphones of this machine, through PortAudio."""

import json
import subprocess
from dataclasses import asdict, dataclass

from flipdesk.audio.child_process import child_command, child_environment, quiet_flags
from flipdesk.audio.failure import AudioError, FailureKind


@dataclass(frozen=True, slots=True)
class AudioDevice:
    """An input of PortAudio. Only the name survives replugging; the index does not."""

    name: str
    host_api: str
    index: int
    channels: int
    is_default: bool


def require_portaudio() -> None:
    """Do nothing when sounddevice can be imported.

    Raises:
        AudioError: PortAudio is not installed; the sentence names the package.
    """
    try:
        import sounddevice  # noqa: F401 - it looks for PortAudio when it is imported
    except OSError as problem:
        raise AudioError(FailureKind.NO_PORTAUDIO) from problem


def list_devices() -> tuple[AudioDevice, ...]:
    """Return the inputs that PortAudio saw when it was first used in this process.

    Raises:
        AudioError: PortAudio is missing or broken.
    """
    require_portaudio()
    import sounddevice

    try:
        found = sounddevice.query_devices()
        apis = sounddevice.query_hostapis()
    except sounddevice.PortAudioError as problem:
        raise AudioError(FailureKind.NO_DEVICE) from problem
    default = sounddevice.default.device[0]
    return tuple(
        AudioDevice(
            name=str(device["name"]),
            host_api=str(apis[device["hostapi"]]["name"]),
            index=int(device["index"]),
            channels=int(device["max_input_channels"]),
            is_default=device["index"] == default,
        )
        for device in found
        if device["max_input_channels"] > 0
    )


def devices_now(*, timeout_s: float = 10.0) -> tuple[AudioDevice, ...]:
    """Return the inputs that are there at this moment; takes a good part of a second.

    PortAudio freezes its list when it is first used, can hang, and writes to the terminal; so a
    process that lives for nothing else asks it.

    Raises:
        AudioError: PortAudio is missing or does not answer.
    """
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            [*child_command(), "--devices"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=timeout_s,
            check=False,
            env=child_environment(),
            creationflags=quiet_flags(),
        )
        answer = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError) as problem:
        raise AudioError(FailureKind.NO_DEVICE) from problem
    if "error" in answer:
        raise AudioError(FailureKind(answer["error"]))
    return tuple(AudioDevice(**device) for device in answer["devices"])


def devices_answer() -> str:
    """Return what `devices_now` reads, written by the process it starts."""
    try:
        return json.dumps({"devices": [asdict(device) for device in list_devices()]})
    except AudioError as failure:
        return json.dumps({"error": failure.kind})
