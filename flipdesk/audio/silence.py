"""Cutting stretches out of a recording for good: silence stands there, and the manifest says so.

Every segment that holds any of it is written anew as FLAC, read back and compared, and only then
takes the place of the old one. Killed at any point, the next run does it again: what is silence
already stays so.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from flipdesk.audio.cancelled import Cancelled
from flipdesk.audio.disk_words import disk_error
from flipdesk.audio.durable import sync_folder
from flipdesk.audio.events import GapReason
from flipdesk.audio.failure import AudioError
from flipdesk.audio.live_recorder import is_recorded_into
from flipdesk.audio.manifest import Compressed, Gap, ImportedFrom, Manifest, read_manifest
from flipdesk.audio.peaks_file import PEAKS_NAME, SEALED_PEAKS_NAME
from flipdesk.audio.recording_folder import (
    RecordedSegment,
    RecordingContents,
    read_recording,
    sha256_of,
)
from flipdesk.audio.seal import Seal, seal_of
from flipdesk.audio.segment import SegmentName
from flipdesk.audio.segment_sound import sound_of, sound_with_holes
from flipdesk.audio.sound_encoding import write_segment
from flipdesk.audio.spec import AudioSpec
from flipdesk.domain.stretch import Stretch, joined
from flipdesk.errors import KnownError
from flipdesk.i18n import _

LONGEST_TAIL = 1 << 40


@dataclass(frozen=True, slots=True)
class Silenced:
    """What came of it: the folder as it is now, and how much of it became silence.

    `originals` are the files that an imported recording was read from; they held the sound, too,
    and are gone.
    """

    contents: RecordingContents
    silent_ms: int
    segments: int
    originals: tuple[str, ...] = ()


def silence(
    folder: Path,
    stretches: Iterable[Stretch],
    progress: Callable[[float], None] = lambda _fraction: None,
    cancelled: Callable[[], bool] = lambda: False,
    key: bytes | None = None,
) -> Silenced:
    """Let nothing be heard in stretches of the timeline, given in milliseconds.

    With a `key`, that of the session, what is written is sealed. What could not be read before is
    silence, too.

    Raises:
        AudioError: there is no recording in the folder, or it cannot be read as sound.
        KnownError: it is being recorded into, or the disk refuses; nothing is half cut then.
        Cancelled: somebody stopped it; what is cut is cut, and running it again goes on.
    """
    contents = read_recording(folder, key)
    if is_recorded_into(folder):
        raise KnownError(_("The session is being recorded. Erase its sound when that is over."))
    cuts = _in_samples(stretches, contents)
    touched = [one for one in contents.segments if _inside(cuts, one)]
    try:
        originals = _drop_leftovers(folder) if cuts else ()
        with _Work(folder, contents.spec, seal_of(key, folder.name)) as work:
            for number, segment in enumerate(touched):
                if cancelled():
                    raise Cancelled
                work.cut(segment, _inside(cuts, segment))
                progress((number + 1) / len(touched))
            work.tell(cuts)
    except OSError as problem:
        raise disk_error(problem, folder) from problem
    silent = sum(end - first for one in touched for first, end in _inside(cuts, one))
    return Silenced(read_recording(folder, key), contents.spec.ms(silent), len(touched), originals)


class _Work:
    """One run over a folder; the manifest is opened when there is something to tell."""

    def __init__(self, folder: Path, spec: AudioSpec, seal: Seal | None) -> None:
        self._folder = folder
        self._spec = spec
        self._seal = seal

    def __enter__(self) -> "_Work":
        self._manifest = Manifest(self._folder, self._seal)
        return self

    def __exit__(self, *_error: object) -> None:
        self._manifest.close()

    def cut(self, segment: RecordedSegment, cuts: tuple[Stretch, ...]) -> None:
        """Write a segment anew with silence in it, and remove what it was."""
        name = SegmentName(segment.number, segment.first_sample)
        flac = self._folder / (name.sealed_flac_name if self._seal else name.flac_name)
        part = flac.with_name(f"{flac.name}.part")
        part.unlink(missing_ok=True)
        begins = segment.first_sample
        # A failed write can leave a tail, which nobody hears and which is sound all the same.
        tail = (segment.samples, segment.samples + LONGEST_TAIL)
        own = (*((first - begins, end - begins) for first, end in cuts), tail)
        frames = write_segment(part, self._silent(segment.path, own), self._spec, self._seal)
        if not self._is_right(part, segment.path, own):
            part.unlink(missing_ok=True)
            raise OSError(f"{part} does not read as it was written")
        part.replace(flac)
        for other in name.all_names:
            if other != flac.name:
                (self._folder / other).unlink(missing_ok=True)
        sync_folder(self._folder)
        was = segment.path.name
        line = Compressed(segment.number, was, flac.name, frames, sha256_of(flac))
        self._manifest.add(line, durable=True)

    def tell(self, cuts: tuple[Stretch, ...]) -> None:
        """Note what is silence from now on, where it has not been noted."""
        lines = read_manifest(self._folder, chunks=False).lines
        known = {
            (line.first_sample, line.first_sample + line.samples)
            for line in lines
            if isinstance(line, Gap) and line.reason == GapReason.ERASED
        }
        for first, end in cuts:
            if (first, end) not in known:
                self._manifest.add(Gap(first, end - first, GapReason.ERASED), durable=True)

    def _silent(self, path: Path, cuts: tuple[Stretch, ...]) -> Iterator[bytes]:
        at = 0
        for block in sound_with_holes(path, self._spec, 0, LONGEST_TAIL, self._seal):
            end = at + self._spec.frames(block)
            yield _zeroed(block, at, end, cuts, self._spec.frame_bytes)
            at = end

    def _is_right(self, part: Path, was: Path, cuts: tuple[Stretch, ...]) -> bool:
        """Compare what was written with what was there, silence where it is to be."""
        try:
            written = b"".join(sound_of(part, self._spec, seal=self._seal))
            return written == b"".join(self._silent(was, cuts))
        except AudioError:
            return False


def _zeroed(block: bytes, at: int, end: int, cuts: tuple[Stretch, ...], frame_bytes: int) -> bytes:
    changed = bytearray(block)
    for first, last in cuts:
        start, stop = max(first, at) - at, min(last, end) - at
        if start < stop:
            changed[start * frame_bytes : stop * frame_bytes] = bytes((stop - start) * frame_bytes)
    return bytes(changed)


def _in_samples(stretches: Iterable[Stretch], contents: RecordingContents) -> tuple[Stretch, ...]:
    """Return the stretches in samples, rounded outwards, as far as there is sound."""
    spec, end = contents.spec, contents.end_sample
    found = (
        (max(0, first * spec.rate_hz // 1000), min(end, spec.sample(last)))
        for first, last in stretches
    )
    return joined((first, last) for first, last in found if first < last)


def _inside(cuts: Iterable[Stretch], segment: RecordedSegment) -> tuple[Stretch, ...]:
    found = (
        (max(first, segment.first_sample), min(end, segment.end_sample)) for first, end in cuts
    )
    return tuple((first, end) for first, end in found if first < end)


def _drop_leftovers(folder: Path) -> tuple[str, ...]:
    """Remove what holds the sound beside the segments: outline, half files, and an original."""
    for name in os.listdir(folder):  # noqa: PTH208 - names alone
        if name.endswith(".part") or name in (PEAKS_NAME, SEALED_PEAKS_NAME):
            (folder / name).unlink(missing_ok=True)
    lines = read_manifest(folder, chunks=False).lines
    originals = [line.original for line in lines if isinstance(line, ImportedFrom)]
    there = tuple(one for one in originals if (folder / one).exists())
    for name in there:
        (folder / name).unlink()
    sync_folder(folder)
    return there
