"""Taking in a recording made elsewhere: a folder of its own beside the session's, like any other.

The folder gets its name when everything in it is on the disk and has been read back.
"""

import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from flipdesk.audio.cancelled import Cancelled
from flipdesk.audio.disk_words import disk_error, refuse_without_room
from flipdesk.audio.durable import sync_folder
from flipdesk.audio.failure import AudioError, FailureKind
from flipdesk.audio.foreign_sound import inspect_sound, samples_of
from flipdesk.audio.manifest import (
    ImportedFrom,
    Manifest,
    Opened,
    SegmentEnded,
    Stopped,
    read_manifest,
    utc_text,
)
from flipdesk.audio.original_sound import OriginalCopy, clear_view, original_name
from flipdesk.audio.outline_packing import pack_outline
from flipdesk.audio.peaks_file import PeaksFile
from flipdesk.audio.process_life import has_ended
from flipdesk.audio.recording_folder import RecordingContents, read_recording, sha256_of
from flipdesk.audio.seal import Seal, seal_of
from flipdesk.audio.segment import SegmentName
from flipdesk.audio.segment_sound import sound_of
from flipdesk.audio.sound_encoding import write_segment
from flipdesk.audio.spec import AudioSpec
from flipdesk.domain.placement import Placement
from flipdesk.domain.recording import CLIP_FOLDER
from flipdesk.door.foreign_file import open_foreign
from flipdesk.door.imports import SOUND
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.paths import private_folder

SEGMENT_S = 300
_COPY_BLOCK = 1 << 20
_COPY_SHARE = 0.1
_UNFINISHED = "importing-"


@dataclass(frozen=True, slots=True)
class ImportedSound:
    """What was taken in, and what was not.

    `left_out_ms` lies before the session's zero; `missing_ms` is what the file promises and cannot
    be read. Both are in the original, which lies in the folder too.
    """

    contents: RecordingContents
    recording: str
    placement: Placement
    source: str
    sha256: str
    left_out_ms: int
    missing_ms: int


def import_sound(
    path: Path,
    folder: Path,
    placement: Placement,
    *,
    recording: str,
    progress: Callable[[float], None] = lambda _fraction: None,
    cancelled: Callable[[], bool] = lambda: False,
    key: bytes | None = None,
) -> ImportedSound | None:
    """Make a new folder of FLAC segments from a sound file; None when it was cancelled.

    `recording` is the identity it will have. With a `key`, that of the session, everything is
    sealed. Memory does not grow with the file. Whatever goes wrong, nothing is left behind.

    Raises:
        AudioError: the file cannot be read as sound.
        KnownError: the disk refuses, or the same sound is there already.
    """
    _clear_away(folder.parent)
    work = folder.with_name(f"{_UNFINISHED}{folder.name.rpartition('-')[2]}-{os.getpid()}")
    try:
        refuse_without_room(folder, _bytes_needed(path))
        private_folder(work, exist_ok=False)
        seal = seal_of(key, folder.name)
        importing = _Import(path, work, placement, recording, seal)
        importing.watch(progress, cancelled)
        made = importing.run(is_clip=folder.name.startswith(CLIP_FOLDER))
        work.rename(folder)
        sync_folder(folder.parent)
    except Cancelled:
        return None
    except OSError as problem:
        raise disk_error(problem, folder) from problem
    finally:
        shutil.rmtree(work, ignore_errors=True)
    source, left_out_ms, missing_ms = made
    return ImportedSound(
        contents=read_recording(folder, key),
        recording=recording,
        placement=placement,
        source=path.name,
        sha256=source,
        left_out_ms=left_out_ms,
        missing_ms=missing_ms,
    )


def _bytes_needed(path: Path) -> int:
    sound = inspect_sound(path)
    return path.stat().st_size + sound.frames * sound.spec.frame_bytes


def _clear_away(parent: Path) -> None:
    """Remove what imports left that were killed; the originals lie where they came from."""
    for left in parent.glob(f"{_UNFINISHED}*"):
        number = left.name.rpartition("-")[2]
        if not number.isdecimal() or has_ended(int(number)):
            shutil.rmtree(left, ignore_errors=True)


class _Import:
    """One import into a folder that is not yet called by its name."""

    def __init__(
        self,
        path: Path,
        folder: Path,
        placement: Placement,
        recording: str,
        seal: Seal | None,
    ) -> None:
        self._sound = inspect_sound(path)
        self._folder = folder
        self._placement = placement
        self._recording = recording
        self._seal = seal
        self._spec = self._sound.spec

    def watch(self, progress: Callable[[float], None], cancelled: Callable[[], bool]) -> None:
        """Tell how far it is, and ask whether to go on."""
        self._progress = progress
        self._cancelled = cancelled

    def run(self, *, is_clip: bool) -> tuple[str, int, int]:
        """Return the original's hash, and the ms that were left out and that are missing."""
        original, digest = self._copy()
        if not is_clip:
            self._refuse_twins(digest)
        first, skipped = self._placement.first_sample(self._spec.rate_hz)
        left_out_ms = self._placement.left_out_ms(self._sound.length_ms)
        began = self._placement.zero + timedelta(seconds=first / self._spec.rate_hz)
        manifest = Manifest(self._folder, self._seal)
        peaks = PeaksFile(self._folder, self._spec, self._seal)
        try:
            manifest.add(
                Opened(
                    first_sample=first,
                    rate_hz=self._spec.rate_hz,
                    channels=self._spec.channels,
                    device="",
                    started_utc=began.isoformat(timespec="microseconds"),
                    monotonic_ns=0,
                    pid=os.getpid(),
                )
            )
            manifest.add(
                ImportedFrom(
                    source=self._sound.path.name,
                    original=original.name,
                    sha256=digest,
                    offset_ms=self._placement.offset_ms,
                    left_out_ms=left_out_ms,
                    recording=self._recording,
                )
            )
            end = self._segments(original, first, skipped, manifest, peaks)
            ended = self._placement.zero + timedelta(seconds=end / self._spec.rate_hz)
            manifest.add(Stopped(end, utc_text(ended)))
        finally:
            peaks.close()
            manifest.close()
        pack_outline(self._folder, self._spec, self._seal)
        sync_folder(self._folder)
        self._tell(1.0)
        missing = self._sound.frames - skipped - (end - first)
        return digest, left_out_ms, self._spec.ms(max(0, missing))

    def _copy(self) -> tuple[Path, str]:
        """Copy the original byte for byte and return the copy with its hash."""
        ending = re.sub(r"[^a-z0-9]", "", self._sound.path.suffix.lower())[:8] or "sound"
        copy = self._folder / original_name(ending, self._seal)
        digest, done = hashlib.sha256(), 0
        size = max(1, self._sound.path.stat().st_size)
        with OriginalCopy(copy, self._spec, self._seal) as kept:
            with open_foreign(self._sound.path, SOUND) as file:
                while block := file.read(_COPY_BLOCK):
                    digest.update(block)
                    kept.write(block)
                    done += len(block)
                    self._tell(_COPY_SHARE * min(1.0, done / size))
            kept.finish()
        return copy, digest.hexdigest()

    def _refuse_twins(self, digest: str) -> None:
        for other in self._folder.parent.glob("imported-*"):
            if other.name.startswith(CLIP_FOLDER):
                continue
            lines = read_manifest(other, chunks=False).lines
            for line in (line for line in lines if isinstance(line, ImportedFrom)):
                if (line.sha256, line.offset_ms) == (digest, self._placement.offset_ms):
                    sentence = _("“{name}” has been taken in at this place already.")
                    raise KnownError(sentence.format(name=self._sound.path.name))

    def _segments(
        self, original: Path, first: int, skipped: int, manifest: Manifest, peaks: PeaksFile
    ) -> int:
        """Write all segments and return where the timeline ends."""
        samples = samples_of(original, self._spec, skipped, clear_view(original, self._seal))
        blocks = _Blocks(samples, self._spec)
        at, number = first, 1
        whole = max(1, self._sound.frames - skipped)
        while not blocks.at_end:
            name = SegmentName(number, at)
            path = self._folder / (name.sealed_flac_name if self._seal else name.flac_name)
            heard = hashlib.sha256()

            def noted(at: int = at, heard: "hashlib._Hash" = heard) -> Iterator[bytes]:
                import numpy as np

                for block in blocks.take(SEGMENT_S * self._spec.rate_hz):
                    heard.update(block)
                    peaks.add(at, np.frombuffer(block, "<i2"))
                    at += self._spec.frames(block)
                    share = (at - first) / whole
                    self._tell(_COPY_SHARE + (1 - _COPY_SHARE) * min(1.0, share))
                    yield block

            written = write_segment(path, noted(), self._spec, self._seal)
            if _digest(sound_of(path, self._spec, seal=self._seal)) != heard.hexdigest():
                raise KnownError(
                    _("The disk gave back something else than was written. Save to another disk.")
                )
            manifest.add(SegmentEnded(number, path.name, at, written, sha256_of(path)))
            at, number = at + written, number + 1
        if number == 1:
            raise AudioError(FailureKind.UNREADABLE_SOUND, self._sound.path.name)
        return at

    def _tell(self, fraction: float) -> None:
        if self._cancelled():
            raise Cancelled
        self._progress(fraction)


class _Blocks:
    """Blocks of whole frames that can be taken in stretches of a given length."""

    def __init__(self, blocks: Iterator[bytes], spec: AudioSpec) -> None:
        self._blocks = blocks
        self._spec = spec
        self._rest = next(blocks, b"")

    @property
    def at_end(self) -> bool:
        return not self._rest

    def take(self, frames: int) -> Iterator[bytes]:
        """Yield the next frames, fewer at the end."""
        left = frames * self._spec.frame_bytes
        while left and self._rest:
            block, self._rest = self._rest[:left], self._rest[left:]
            self._rest = self._rest or next(self._blocks, b"")
            left -= len(block)
            yield block


def _digest(blocks: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for block in blocks:
        digest.update(block)
    return digest.hexdigest()
