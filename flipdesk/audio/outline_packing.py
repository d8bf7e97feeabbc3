"""A sealed outline written as few records, once its recording is over."""

import os
from contextlib import suppress
from pathlib import Path

from flipdesk.audio.durable import sync_folder
from flipdesk.audio.peaks_file import PEAKS_STEM, SEALED_PEAKS_NAME, read_peaks
from flipdesk.audio.seal import Seal
from flipdesk.audio.sealed_file import MOST_RECORD_BYTES, About, Content, SealedWriter
from flipdesk.audio.sealed_records import all_records, open_to_read
from flipdesk.audio.spec import AudioSpec

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
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    file = SealedWriter(part, seal, PEAKS_STEM, About(Content.OUTLINE, spec))
    try:
        file.put(0, pairs.astype("<i2").tobytes(), record_bytes=MOST_RECORD_BYTES)
        file.sync()
        file.close()
        part.replace(path)
    except OSError:
        with suppress(OSError):
            file.drop()
        raise
    sync_folder(folder)


def _count(path: Path) -> int:
    descriptor = open_to_read(path)
    try:
        return len(all_records(descriptor))
    finally:
        os.close(descriptor)
