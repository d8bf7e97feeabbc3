"""How long a sound file of a recording is and what it holds, told cheaply, in all its forms."""

from pathlib import Path

from flipdesk.audio.flac import flac_info
from flipdesk.audio.seal import Seal
from flipdesk.audio.sealed_reading import proven_length
from flipdesk.audio.sealed_records import ended_length, sealed_about, sealed_length
from flipdesk.audio.segment import FLAC_ENDINGS, HEADER_BYTES, SEALED_ENDINGS, ending_of
from flipdesk.audio.segment_reader import sealed_stem
from flipdesk.audio.spec import AudioSpec


def frames_in(path: Path, spec: AudioSpec, seal: Seal | None = None) -> int:
    """Return how many frames a segment has, 0 for a FLAC that says nothing of itself.

    Of a sealed one the seal tells what is true, also when it was never finished; without it the
    headers are believed.

    Raises:
        OSError: the file is not there or cannot be read.
    """
    ending = ending_of(path.name)
    if ending not in SEALED_ENDINGS:
        if ending in FLAC_ENDINGS:
            info = flac_info(path)
            return info.frames if info else 0
        return max(0, path.stat().st_size - HEADER_BYTES) // spec.frame_bytes
    length = ended_length(path) if seal is None else None
    if length is None:
        length = (
            sealed_length(path) if seal is None else proven_length(path, seal, sealed_stem(path))
        )
    return length // spec.frame_bytes


def spec_in(path: Path) -> AudioSpec | None:
    """Return the rate and channels that a segment itself tells, None when it tells none.

    Raises:
        OSError: the file is not there or cannot be read.
    """
    ending = ending_of(path.name)
    if ending in SEALED_ENDINGS:
        about = sealed_about(path)
        return about.spec if about else None
    if ending in FLAC_ENDINGS:
        info = flac_info(path)
        return info.spec if info else None
    with path.open("rb") as file:
        header = file.read(HEADER_BYTES)
    if len(header) < HEADER_BYTES:
        return AudioSpec()
    channels = int.from_bytes(header[22:24], "little") or 1
    return AudioSpec(int.from_bytes(header[24:28], "little") or AudioSpec().rate_hz, channels)
