"""Sound files made by others: what they are, and their samples as FlipDesk keeps them.

What a file is, its bytes say; its name is not trusted.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from typing_extensions import override

from flipdesk.audio.failure import AudioError, FailureKind
from flipdesk.audio.flac import BLOCK_FRAMES
from flipdesk.audio.sound_date import date_in_text, date_in_wave
from flipdesk.audio.spec import AudioSpec
from flipdesk.door.foreign_file import open_foreign
from flipdesk.door.imports import SOUND
from flipdesk.errors import KnownError

if TYPE_CHECKING:
    import numpy as np
    import soundfile
    from numpy.typing import NDArray

LONGEST_S = 24 * 60 * 60
_RATES = range(1_000, 400_000)
_MOST_CHANNELS = 2
# libsndfile gives these out as 16 bit without loss; all others are rounded here.
_SIXTEEN = frozenset({"PCM_16", "PCM_S8", "PCM_U8", "ULAW", "ALAW", "ALAC_16", "DPCM_16"})


@dataclass(frozen=True, slots=True)
class ForeignSound:
    """A file that can be read as sound; `spec` is how FlipDesk would keep it.

    `dated` is the clock on the wall when it began, as its maker wrote into it; `written` is the
    moment the file was last written, which is usually when it ended.
    """

    path: Path
    spec: AudioSpec
    frames: int
    dated: datetime | None
    written: datetime

    @property
    def length_ms(self) -> int:
        """Return how long it is."""
        return self.spec.ms(self.frames)

    @property
    def begins(self) -> datetime:
        """Return when it probably began, by the time it was written."""
        return self.written - timedelta(milliseconds=self.length_ms)


def inspect_sound(path: Path) -> ForeignSound:
    """Return what a file is; reads little of it, but all of an MP3.

    Raises:
        AudioError: it cannot be read as sound, or is longer than a day.
    """
    with _opened(path) as file:
        rate_hz, frames = file.samplerate, file.frames
        # FLAC has no way to say odd rates above 65 kHz; nobody records with them.
        odd = rate_hz not in _RATES or (rate_hz >= 65_536 and rate_hz % 10)
        if odd or not 0 < frames <= LONGEST_S * rate_hz or file.channels < 1:
            raise AudioError(FailureKind.UNREADABLE_SOUND, path.name)
        channels = file.channels if file.channels <= _MOST_CHANNELS else 1
        dated = date_in_text(file.copy_metadata().get("date", ""))
    written = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    return ForeignSound(
        path, AudioSpec(rate_hz, channels), frames, date_in_wave(path) or dated, written
    )


def samples_of(
    path: Path, spec: AudioSpec, skip: int = 0, view: BinaryIO | None = None
) -> Iterator[bytes]:
    """Yield the samples from a frame on, as 16 bit; more than two channels are mixed to one.

    A file that breaks off ends there. A `view` is read instead of the file, and closed.

    Raises:
        AudioError: nothing can be read.
    """
    with _opened(path, view) as file:
        plain = file.subtype in _SIXTEEN and file.channels == spec.channels
        left = LONGEST_S * spec.rate_hz
        # Read, not sought: in lossy sound a place that was sought can be some samples off.
        while skip > 0 and (block := _block(file, min(skip, BLOCK_FRAMES), spec, plain=plain)):
            skip -= spec.frames(block)
        while left > 0 and (block := _block(file, BLOCK_FRAMES, spec, plain=plain)):
            yield block
            left -= BLOCK_FRAMES


def _block(file: "soundfile.SoundFile", frames: int, spec: AudioSpec, *, plain: bool) -> bytes:
    import soundfile

    try:
        if plain:
            return file.read(frames, dtype="int16", always_2d=True).astype("<i2").tobytes()
        return _rounded(file.read(frames, dtype="float32", always_2d=True), spec.channels)
    except soundfile.SoundFileError:
        return b""


def _rounded(values: "NDArray[np.float32]", channels: int) -> bytes:
    """Return fractions of full scale as 16 bit; what is louder than full scale is cut."""
    import numpy as np

    if values.shape[1] != channels:
        values = values.mean(axis=1, keepdims=True)
    with np.errstate(over="ignore"):
        scaled = np.rint(np.nan_to_num(values, posinf=1.0, neginf=-1.0) * 32_768)
    return np.clip(scaled, -32_768, 32_767).astype("<i2").tobytes()


@contextmanager
def _opened(path: Path, view: BinaryIO | None = None) -> "Iterator[soundfile.SoundFile]":
    import soundfile

    class Straight(soundfile.SoundFile):
        """Reads on and on: soundfile seeks after every block, and an MP3 then has a click there."""

        @override
        def seekable(self) -> bool:
            return False

    with _bytes_of(path) if view is None else view as source:
        try:
            file = Straight(source, closefd=False)
        except soundfile.SoundFileError as problem:
            raise AudioError(FailureKind.UNREADABLE_SOUND, path.name) from problem
        with file:
            yield file


@contextmanager
def _bytes_of(path: Path) -> Iterator[int]:
    """Give a number instead of a name: libsndfile would believe the name's ending."""
    try:
        file = open_foreign(path, SOUND)
    except KnownError as problem:
        raise AudioError(FailureKind.UNREADABLE_SOUND, path.name) from problem
    with file:
        yield file.fileno()
