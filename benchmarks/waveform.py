"""Opening the waveform of a four-hour recording, beside decoding its sound.

The recording is 48 FLAC segments of 48 kHz with a manifest of 36,000 chunks. What is measured is
everything between a click and the outline: the folder is read anew, nothing is kept from before. It
is work that counts, so these are seconds of the processor. Decoding is timed on one segment and
counted 48 times. The goal of 10 ms is a row of its own.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent))

from _paired import ratio_row

ROUNDS = int(os.environ.get("FLIPDESK_BENCH_PAIRS", "15"))
SEGMENTS, SEGMENT_S, RATE_HZ = 48, 300, 48_000
CHUNKS_A_SEGMENT = 750
COLUMNS = 1_000
GOAL_MS = 10.0
GOAL = 0.01


def make_recording(folder: Path) -> None:
    """Write one segment of speech-like noise, the others as links to it, and what belongs to it."""
    import numpy as np

    from flipdesk.audio.flac import write_flac
    from flipdesk.audio.manifest import Chunk, Compressed, Manifest, Opened, SegmentEnded, Stopped
    from flipdesk.audio.peaks_file import PeaksFile
    from flipdesk.audio.segment import SegmentName
    from flipdesk.audio.spec import AudioSpec

    spec, utc = AudioSpec(RATE_HZ, 1), "2021-04-22T07:30:00.000+00:00"
    samples = np.random.default_rng(1).normal(0, 2_000, SEGMENT_S * RATE_HZ).astype("<i2")
    length = len(samples)
    manifest, peaks = Manifest(folder), PeaksFile(folder, spec)
    manifest.add(Opened(0, RATE_HZ, 1, "", utc, 0, 0))
    first = folder / SegmentName(1, 0).flac_name
    write_flac(first, (block.tobytes() for block in np.split(samples, SEGMENT_S)), spec)
    step = length // CHUNKS_A_SEGMENT
    for number in range(1, SEGMENTS + 1):
        at = (number - 1) * length
        name = SegmentName(number, at)
        if number > 1:
            (folder / name.flac_name).hardlink_to(first)
        for chunk in range(CHUNKS_A_SEGMENT):
            place = at + chunk * step
            manifest.add(Chunk(number, place, step, place * 20_833, utc, 0.12345, 0.01234, 0, 0))
        manifest.add(SegmentEnded(number, name.file_name, at, length, "0" * 64))
        peaks.add(at, samples)
    for number in range(1, SEGMENTS + 1):
        name = SegmentName(number, (number - 1) * length)
        manifest.add(Compressed(number, name.file_name, name.flac_name, length, "0" * 64))
    manifest.add(Stopped(SEGMENTS * length, utc))
    manifest.close()
    peaks.close()


def opening(folder: Path) -> float:
    """Return the processor's seconds to the outline of the whole recording."""
    from flipdesk.audio.peaks import outline_of
    from flipdesk.audio.recording_folder import read_recording

    before = time.process_time()
    outline = outline_of(read_recording(folder), COLUMNS)
    took = time.process_time() - before
    if len(outline.highs) != COLUMNS or not outline.highs.all():
        raise RuntimeError("this is not the outline of the recording")
    return took


def decoding(folder: Path) -> float:
    """Return the processor's seconds that decoding all the sound takes, and nothing more."""
    from flipdesk.audio.flac import read_flac

    before = time.process_time()
    for _block in read_flac(next(folder.glob("segment-0001-*"))):
        pass
    return (time.process_time() - before) * SEGMENTS


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        make_recording(folder)
        opening(folder)
        ours, floor = [], []
        for _round in range(ROUNDS):
            ours.append(opening(folder))
            floor.append(decoding(folder))
    opened_ms, worst_ms = statistics.median(ours) * 1000, max(ours) * 1000
    print(f"waveform of 4 h  {opened_ms:7.1f} ms  (goal {GOAL_MS:.0f} ms, worst {worst_ms:.1f})")
    print(f"decoding of 4 h  {statistics.median(floor) * 1000:7.1f} ms")
    print(ratio_row("waveform_4h", ours, floor, against="decoding the FLAC", goal=GOAL))


if __name__ == "__main__":
    main()
