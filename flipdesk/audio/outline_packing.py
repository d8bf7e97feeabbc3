"""A sealed outline written as few records, once its recording is over."""

import os
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from flipdesk.audio.durable import create_new, sync_data, sync_folder, write_all
from flipdesk.audio.peaks_file import (
    BUCKET_FRAMES,
    HEADER,
    MAGIC,
    PEAKS_STEM,
    SEALED_PEAKS_NAME,
    read_peaks,
)
from flipdesk.audio.seal import Seal
from flipdesk.audio.sealed_file import MOST_RECORD_BYTES, About, Content, SealedWriter
from flipdesk.audio.sealed_records import all_records, open_to_read
from flipdesk.audio.spec import AudioSpec

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FEW = 64


def pack_outline(folder: Path, spec: AudioSpec, seal: Seal | None) -> None:
    """Write the outline of a folder anew when it lies in many records: they take time to open.

    Raises:
        OSError: the disk refused; the outline is as it was.
    """
    path = folder / SEALED_PEAKS_NAME
    if seal is None or not path.exists() or _count(path) <= _FEW:
        return
    pairs = read_peaks(folder, seal)
    if pairs is None or not len(pairs):
        return
    write_outline(path, pairs, spec, seal)


def write_outline(
    path: Path, pairs: "NDArray[np.int16]", spec: AudioSpec, seal: Seal | None
) -> None:
    """Write an outline whole, in clear or sealed, in the place of what is there.

    Raises:
        OSError: the disk refused; what is there is as it was.
    """
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    data = pairs.astype("<i2").tobytes()
    try:
        if seal is None:
            _write_plain(part, HEADER.pack(MAGIC, BUCKET_FRAMES, spec.rate_hz) + data)
        else:
            file = SealedWriter(part, seal, PEAKS_STEM, About(Content.OUTLINE, spec))
            with closing(file):
                file.put(0, data, record_bytes=MOST_RECORD_BYTES)
                file.sync()
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def _write_plain(path: Path, data: bytes) -> None:
    descriptor = create_new(path)
    try:
        write_all(descriptor, data)
        sync_data(descriptor)
    finally:
        os.close(descriptor)


def _count(path: Path) -> int:
    descriptor = open_to_read(path)
    try:
        return len(all_records(descriptor))
    finally:
        os.close(descriptor)
