"""A recording of Danish speech, made by espeak-ng."""

import subprocess
from pathlib import Path

import soundfile

from flipdesk.audio.spec import AudioSpec
from tests.audio.sounds import Feed


def spoken_recording(folder: Path, words: str) -> tuple[Path, int]:
    """Return the folder of a recording in which these words are said, and its length in ms."""
    path = folder / "tale.wav"
    subprocess.run(["espeak-ng", "-v", "da", "-w", str(path), words], check=True, timeout=60)
    sound, rate_hz = soundfile.read(path, dtype="int16")
    spec = AudioSpec(rate_hz, 1)
    feed = Feed(folder / "optagelse", spec=spec)
    feed.begin()
    feed.hear(0, sound.tobytes())
    feed.writer.close()
    return folder / "optagelse", spec.ms(len(sound))
