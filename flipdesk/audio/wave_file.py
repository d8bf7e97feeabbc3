"""WAV files of any length: RF64 (EBU Tech 3306) where 32 bits cannot say it."""

import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

from flipdesk.audio.flac import BLOCK_FRAMES, Sink
from flipdesk.audio.segment import HEADER_BYTES, MOST_DATA_BYTES, wav_header
from flipdesk.audio.spec import AudioSpec

_DS64_BYTES = 28
_NOT_HERE = 0xFFFFFFFF


def header_of(spec: AudioSpec, frames: int, *, most_bytes: int = MOST_DATA_BYTES) -> bytes:
    """Return what stands in front of so many frames: WAV, or RF64 above `most_bytes` of sound."""
    data_bytes = frames * spec.frame_bytes
    if data_bytes <= most_bytes:
        return wav_header(spec, data_bytes)
    form, data = HEADER_BYTES - 8, 8
    plain = wav_header(spec, 0)
    sizes = struct.pack(
        "<4sIQQQI",
        b"ds64",
        _DS64_BYTES,
        form + 8 + _DS64_BYTES + data_bytes,
        data_bytes,
        frames,
        0,
    )
    missing = struct.pack("<I", _NOT_HERE)
    return b"RF64" + missing + b"WAVE" + sizes + plain[12:-data] + b"data" + missing


def write_wave(
    sink: Sink,
    blocks: Iterable[bytes],
    spec: AudioSpec,
    frames: int,
    *,
    most_bytes: int = MOST_DATA_BYTES,
) -> None:
    """Write blocks that make up so many frames.

    Raises:
        OSError: the disk refused.
    """
    sink.write(header_of(spec, frames, most_bytes=most_bytes))
    for block in blocks:
        sink.write(block)
        sink.complain()


def read_wave(path: Path, spec: AudioSpec, frames: int, most_bytes: int) -> Iterator[bytes]:
    """Yield the samples of a file that `write_wave` wrote; nothing when its header is another."""
    wanted = header_of(spec, frames, most_bytes=most_bytes)
    with path.open("rb") as file:
        if file.read(len(wanted)) == wanted:
            while block := file.read(BLOCK_FRAMES * spec.frame_bytes):
                yield block
