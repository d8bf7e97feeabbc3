"""Making a segment's FLAC, in clear or sealed."""

from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path

from flipdesk.audio.flac import Sink, pack_flac, write_flac
from flipdesk.audio.seal import Seal
from flipdesk.audio.sealed_file import About, Content, SealedWriter
from flipdesk.audio.segment import SEALED_ENDINGS, ending_of, wav_header
from flipdesk.audio.segment_reader import sealed_stem
from flipdesk.audio.spec import AudioSpec


def write_segment(path: Path, blocks: Iterable[bytes], spec: AudioSpec, seal: Seal | None) -> int:
    """Write blocks of whole frames as a new FLAC, sealed where its name says so.

    It is on the disk when this returns. Returns the number of frames. Whatever goes wrong, also in
    `blocks`, no file is left. Sealed it is a small FLAC of every second: a place is found at once,
    and what is damaged costs a second.

    Raises:
        FileExistsError: the file is there.
        OSError: the disk refused.
    """
    if ending_of(path.name) not in SEALED_ENDINGS or seal is None:
        return write_flac(path, blocks, spec)
    file = SealedWriter(path, seal, sealed_stem(path), About(Content.FLAC, spec))
    at = 0
    try:
        for piece in _pieces(blocks, spec.rate_hz * spec.frame_bytes):
            file.put_packed(at, len(piece), pack_flac(piece, spec))
            at += len(piece)
        file.end(at)
        file.sync(forget=True)
    except BaseException:
        with suppress(OSError):
            file.drop()
        raise
    file.close()
    return at // spec.frame_bytes


def write_wave_segment(
    path: Path, blocks: Iterable[bytes], spec: AudioSpec, seal: Seal | None
) -> int:
    """Write blocks of whole frames as a new WAV, sealed where its name says so.

    It is on the disk when this returns. Returns the number of frames.

    Raises:
        FileExistsError: the file is there.
        OSError: the disk refused; some of it may be there.
    """
    if ending_of(path.name) in SEALED_ENDINGS and seal is not None:
        return _write_sealed_wave(path, blocks, spec, seal)
    sink, size = Sink(path), 0
    try:
        sink.write(wav_header(spec, 0))
        for block in blocks:
            sink.write(block)
            sink.complain()
            size += len(block)
        sink.seek(0)
        sink.write(wav_header(spec, size))
        sink.sync()
    finally:
        sink.close()
    return size // spec.frame_bytes


def _write_sealed_wave(path: Path, blocks: Iterable[bytes], spec: AudioSpec, seal: Seal) -> int:
    file, at = SealedWriter(path, seal, sealed_stem(path), About(Content.PCM, spec)), 0
    with closing(file):
        for block in blocks:
            file.put(at, block, record_bytes=spec.rate_hz // 2 * spec.frame_bytes)
            at += len(block)
        file.end(at)
        file.sync(forget=True)
    return at // spec.frame_bytes


def _pieces(blocks: Iterable[bytes], size: int) -> Iterator[bytes]:
    """Yield the same bytes in pieces of one size, the last one shorter."""
    rest = b""
    for block in blocks:
        rest += block
        for at in range(0, len(rest) - size + 1, size):
            yield rest[at : at + size]
        rest = rest[len(rest) - len(rest) % size :]
    if rest:
        yield rest
