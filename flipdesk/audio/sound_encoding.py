"""Making a segment's FLAC, in clear or sealed."""

import io
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from flipdesk.audio.flac import encode_flac, write_flac
from flipdesk.audio.seal import Seal
from flipdesk.audio.sealed_file import RECORD_BYTES, About, Content, SealedWriter
from flipdesk.audio.segment import SEALED_ENDINGS, ending_of
from flipdesk.audio.segment_reader import sealed_stem
from flipdesk.audio.spec import AudioSpec


def write_segment(path: Path, blocks: Iterable[bytes], spec: AudioSpec, seal: Seal | None) -> int:
    """Write blocks of whole frames as a new FLAC, sealed where its name says so.

    It is on the disk when this returns. Returns the number of frames. Whatever goes wrong, also in
    `blocks`, no file is left. A sealed one is in memory before: five minutes are some 12 MB.

    Raises:
        FileExistsError: the file is there.
        OSError: the disk refused.
    """
    if ending_of(path.name) not in SEALED_ENDINGS or seal is None:
        return write_flac(path, blocks, spec)
    made = io.BytesIO()
    frames = encode_flac(made, blocks, spec)
    data = made.getbuffer()
    file = SealedWriter(path, seal, sealed_stem(path), About(Content.FLAC, spec, frames))
    try:
        file.put(0, data, record_bytes=RECORD_BYTES)
        file.end(len(data))
        file.sync(forget=True)
    except BaseException:
        with suppress(OSError):
            file.drop()
        raise
    file.close()
    return frames
