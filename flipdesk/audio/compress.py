"""After a recording: every WAV segment becomes FLAC, and goes when that has proved the same.

Killed at any point, the next run goes on where this one was: a FLAC gets its name only when it is
on the disk and has been decoded and compared, and the WAV goes after that.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest
from pathlib import Path

from flipdesk.audio.cancelled import Cancelled
from flipdesk.audio.durable import sync_folder
from flipdesk.audio.failure import AudioError, FailureKind, kind_of
from flipdesk.audio.flac import flac_info, read_flac, write_flac
from flipdesk.audio.live_recorder import is_recorded_into
from flipdesk.audio.manifest import Changed, Compressed, Manifest, SegmentEnded, read_manifest
from flipdesk.audio.recording_folder import (
    RecordingContents,
    known_hashes,
    read_recording,
    segment_files,
    sha256_of,
)
from flipdesk.audio.segment import HEADER_BYTES, SegmentName
from flipdesk.audio.segment_sound import sound_of
from flipdesk.audio.spec import AudioSpec

_PASSES = 3
"""The sound of a segment is read so many times: hashed, encoded, compared."""


class CompressionFault(StrEnum):
    """Why a segment stays the WAV it was."""

    CHANGED = "changed"
    """It is not what was recorded: its hash is another."""
    DIFFERS = "differs"
    """The FLAC did not give back the same sound."""


@dataclass(frozen=True, slots=True)
class Uncompressed:
    """A file that stays, and why."""

    file: str
    fault: CompressionFault


@dataclass(frozen=True, slots=True)
class Compression:
    """What came of it; `contents` is the folder as it is afterwards.

    `failure` is what the disk refused, and `detail` its file; the rest was then not tried.
    `left` are WAV files whose FLAC is there, and which could not be removed: for the next run.
    `recording` is set when nothing was done because the folder is being recorded into.
    """

    contents: RecordingContents
    done: tuple[str, ...] = ()
    kept: tuple[Uncompressed, ...] = ()
    failure: FailureKind | None = None
    detail: str = ""
    cancelled: bool = False
    recording: bool = False
    left: tuple[str, ...] = ()


def uncompressed(folder: Path) -> tuple[SegmentName, ...]:
    """Return the segments with sound that are there as WAV."""
    return tuple(
        name
        for name, files in segment_files(folder).items()
        if name.file_name in files and (folder / name.file_name).stat().st_size > HEADER_BYTES
    )


def compress(
    folder: Path,
    progress: Callable[[float], None] = lambda _fraction: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Compression:
    """Turn every WAV segment of a recording that is over into FLAC.

    A WAV whose hash is not known, because the recorder was killed, gets it first. One that has
    changed stays, and so does everything when the disk refuses. `progress` is told fractions of 1,
    `cancelled` is asked about once a second of work.

    Raises:
        AudioError: there is no recording in the folder.
        OSError: the folder cannot be read.
    """
    contents = read_recording(folder)
    if is_recorded_into(folder):
        return Compression(contents, recording=True)
    names = uncompressed(folder)
    done: list[str] = []
    kept: list[Uncompressed] = []
    failure, detail, stopped = None, "", False
    work = _Work(folder, contents.spec, names, progress, cancelled)
    try:
        for name in names:
            fault = work.compress(name)
            if fault is None:
                done.append(name.flac_name)
            else:
                kept.append(Uncompressed(name.file_name, fault))
    except Cancelled:
        stopped = True
    except OSError as problem:
        failure, detail = kind_of(problem), folder.name
    finally:
        work.close()
    after = read_recording(folder)
    return Compression(
        after, tuple(done), tuple(kept), failure, detail, stopped, left=tuple(work.left)
    )


class _Work:
    """One run over a folder."""

    def __init__(
        self,
        folder: Path,
        spec: AudioSpec,
        names: Iterable[SegmentName],
        progress: Callable[[float], None],
        cancelled: Callable[[], bool],
    ) -> None:
        self._folder = folder
        self._spec = spec
        self._progress = progress
        self._cancelled = cancelled
        self._lines = read_manifest(folder, chunks=False).lines
        self._hashes = known_hashes(self._lines)
        self._changed = {
            line.file: (line.size, line.modified_ns)
            for line in self._lines
            if isinstance(line, Changed)
        }
        self.left: list[str] = []
        """WAV files that have become FLAC and cannot be removed now."""
        self._manifest: Manifest | None = None
        self._read = 0
        self._total = _PASSES * sum((folder / one.file_name).stat().st_size for one in names)

    def close(self) -> None:
        if self._manifest is not None:
            self._manifest.close()

    def compress(self, name: SegmentName) -> CompressionFault | None:
        """Compress one segment; return why not when it stays."""
        wav, flac = self._folder / name.file_name, self._folder / name.flac_name
        end = self._read + _PASSES * wav.stat().st_size
        fault = None if self._is_proven(flac) else self._make(name, wav, flac)
        if fault is None:
            self._remove(wav)
        self._read = end
        self._progress(end / self._total)
        return fault

    def _remove(self, wav: Path) -> None:
        try:
            wav.unlink()
        except PermissionError:
            # Windows, while somebody has it open.
            self.left.append(wav.name)
        else:
            sync_folder(self._folder)

    def _is_proven(self, flac: Path) -> bool:
        """Return whether the FLAC is the one that was compared before."""
        known = self._hashes.get(flac.name)
        return known is not None and flac.exists() and sha256_of(flac) == known

    def _make(self, name: SegmentName, wav: Path, flac: Path) -> CompressionFault | None:
        known, state = self._hashes.get(wav.name), wav.stat()
        if self._changed.get(wav.name) == (state.st_size, state.st_mtime_ns):
            return CompressionFault.CHANGED
        digest = sha256_of(wav, self._note)
        if known is not None and known != digest:
            self._add(Changed(wav.name, digest, state.st_size, state.st_mtime_ns))
            return CompressionFault.CHANGED
        frames = (wav.stat().st_size - HEADER_BYTES) // self._spec.frame_bytes
        if known is None:
            self._add(SegmentEnded(name.number, wav.name, name.first_sample, frames, digest))
        if not (flac.exists() and self._is_same(flac, wav)):
            part = flac.with_name(f"{flac.name}.part")
            part.unlink(missing_ok=True)
            write_flac(part, self._noted(sound_of(wav, self._spec)), self._spec)
            if not self._proves_the_same(part, wav, frames):
                return CompressionFault.DIFFERS
            part.replace(flac)
            sync_folder(self._folder)
        self._add(Compressed(name.number, wav.name, flac.name, frames, sha256_of(flac)))
        return None

    def _proves_the_same(self, part: Path, wav: Path, frames: int) -> bool:
        """Decode and compare; a part that is not the same, or not to be compared, goes."""
        same = False
        try:
            info = flac_info(part)
            same = info is not None and info.frames == frames and self._is_same(part, wav)
        finally:
            if not same:
                part.unlink(missing_ok=True)
        return same

    def _is_same(self, flac: Path, wav: Path) -> bool:
        decoded, heard = read_flac(flac), self._noted(sound_of(wav, self._spec))
        try:
            return all(one == other for one, other in zip_longest(decoded, heard))
        except AudioError:
            return False

    def _noted(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        for block in blocks:
            self._note(len(block))
            yield block

    def _note(self, size: int) -> None:
        if self._cancelled():
            raise Cancelled
        self._read += size
        self._progress(self._read / self._total)

    def _add(self, line: SegmentEnded | Compressed | Changed) -> None:
        if self._manifest is None:
            self._manifest = Manifest(self._folder)
        self._manifest.add(line, durable=True)
