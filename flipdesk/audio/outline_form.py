"""Sealing an outline that lies in clear, and the other way round."""

from pathlib import Path

from flipdesk.audio.durable import sync_folder
from flipdesk.audio.outline_packing import write_outline
from flipdesk.audio.peaks_file import PEAKS_NAME, SEALED_PEAKS_NAME, read_peaks
from flipdesk.audio.seal import Seal
from flipdesk.audio.spec import AudioSpec


def convert_outline(folder: Path, spec: AudioSpec, seal: Seal, *, to_plain: bool) -> None:
    """Write the outline of a folder in the other form, and take away the one there was.

    One in clear that cannot be read goes too: what it lacks is read from the sound.

    Raises:
        OSError: the disk refused; the outline is as it was.
    """
    old, new = (PEAKS_NAME, SEALED_PEAKS_NAME)
    if to_plain:
        old, new = new, old
    if not (folder / old).exists():
        return
    pairs = read_peaks(folder, seal)
    if pairs is not None and len(pairs):
        write_outline(folder / new, pairs, spec, None if to_plain else seal)
    elif to_plain:
        return
    (folder / old).unlink()
    sync_folder(folder)
