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
from flipdesk.audio.live_recorder import is_recorded_into
from flipdesk.audio.manifest import Changed, Compressed, Manifest, SegmentEnded, read_manifest
from flipdesk.audio.outline_packing import pack_outline
from flipdesk.audio.recording_folder import (
    RecordingContents,
    known_hashes,
    read_recording,
    segment_files,
    sha256_of,
)
from flipdesk.audio.segment import SegmentName
from flipdesk.audio.segment_length import frames_in
from flipdesk.audio.segment_sound import sound_of
from flipdesk.audio.sound_encoding import write_segment

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


@dataclass(frozen=True, slots=True)
class _Pair:
    """A segment's WAV and the FLAC it becomes."""

    name: SegmentName
    wav: Path
    flac: Path
    frames: int


def uncompressed(contents: RecordingContents) -> tuple[_Pair, ...]:
    """Return the segments with sound that are there as WAV, each with the FLAC it becomes.

    What is sealed stays sealed, and without a seal it is left alone.
    """
    folder, seal, pairs = contents.folder, contents.seal, []
    for name, files in segment_files(folder).items():
        forms = [(name.file_name, name.flac_name)]
        forms += [(name.sealed_name, name.sealed_flac_name)] if seal else []
        pairs += [
            _Pair(name, folder / wav, folder / flac, frames)
            for wav, flac in forms
            if wav in files and (frames := frames_in(folder / wav, contents.spec, seal))
        ]
    return tuple(pairs)


def compress(
    folder: Path,
    progress: Callable[[float], None] = lambda _fraction: None,
    cancelled: Callable[[], bool] = lambda: False,
    key: bytes | None = None,
) -> Compression:
    """Turn every WAV segment of a recording that is over into FLAC.

    A WAV whose hash is not known, because the recorder was killed, gets it first. One that has
    changed stays, and so does everything when the disk refuses. `progress` is told fractions of 1,
    `cancelled` is asked about once a second of work. `key` is that of the session where its sound
    is sealed; the FLAC is sealed then too.

    Raises:
        AudioError: there is no recording in the folder.
        OSError: the folder cannot be read.
    """
    contents = read_recording(folder, key)
    if is_recorded_into(folder):
        return Compression(contents, recording=True)
    pairs = uncompressed(contents)
    done: list[str] = []
    kept: list[Uncompressed] = []
    failure, detail, stopped = None, "", False
    work = _Work(contents, pairs, progress, cancelled)
    try:
        for pair in pairs:
            fault = work.compress(pair)
            if fault is None:
                done.append(pair.flac.name)
            else:
                kept.append(Uncompressed(pair.wav.name, fault))
        pack_outline(folder, contents.spec, contents.seal)
    except Cancelled:
        stopped = True
    except OSError as problem:
        failure, detail = kind_of(problem), folder.name
    finally:
        work.close()
    after = read_recording(folder, key)
    return Compression(
        after, tuple(done), tuple(kept), failure, detail, stopped, left=tuple(work.left)
    )


class _Work:
    """One run over a folder."""

    def __init__(
        self,
        contents: RecordingContents,
        pairs: Iterable[_Pair],
        progress: Callable[[float], None],
        cancelled: Callable[[], bool],
    ) -> None:
        self._folder = folder = contents.folder
        self._spec = contents.spec
        self._seal = contents.seal
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
        self._total = _PASSES * sum(one.wav.stat().st_size for one in pairs)

    def close(self) -> None:
        if self._manifest is not None:
            self._manifest.close()

    def compress(self, pair: _Pair) -> CompressionFault | None:
        """Compress one segment; return why not when it stays."""
        end = self._read + _PASSES * pair.wav.stat().st_size
        fault = None if self._is_proven(pair.flac) else self._make(pair)
        if fault is None:
            self._remove(pair.wav)
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

    def _make(self, pair: _Pair) -> CompressionFault | None:
        name, wav, flac, frames = pair.name, pair.wav, pair.flac, pair.frames
        known, state = self._hashes.get(wav.name), wav.stat()
        if self._changed.get(wav.name) == (state.st_size, state.st_mtime_ns):
            return CompressionFault.CHANGED
        digest = sha256_of(wav, self._note)
        if known is not None and known != digest:
            self._add(Changed(wav.name, digest, state.st_size, state.st_mtime_ns))
            return CompressionFault.CHANGED
        if known is None:
            self._add(SegmentEnded(name.number, wav.name, name.first_sample, frames, digest))
        if not (flac.exists() and self._is_same(flac, pair)):
            part = flac.with_name(f"{flac.name}.part")
            part.unlink(missing_ok=True)
            try:
                write_segment(part, self._noted(self._heard(pair)), self._spec, self._seal)
            except AudioError:
                return CompressionFault.CHANGED  # it is sealed, and does not open
            if not self._proves_the_same(part, pair):
                return CompressionFault.DIFFERS
            part.replace(flac)
            sync_folder(self._folder)
        self._add(Compressed(name.number, wav.name, flac.name, frames, sha256_of(flac)))
        return None

    def _proves_the_same(self, part: Path, pair: _Pair) -> bool:
        """Decode and compare; a part that is not the same, or not to be compared, goes."""
        same = False
        try:
            same = frames_in(part, self._spec) == pair.frames and self._is_same(part, pair)
        finally:
            if not same:
                part.unlink(missing_ok=True)
        return same

    def _is_same(self, flac: Path, pair: _Pair) -> bool:
        decoded = sound_of(flac, self._spec, seal=self._seal)
        try:
            heard = self._noted(self._heard(pair))
            return all(one == other for one, other in zip_longest(decoded, heard))
        except AudioError:
            return False

    def _heard(self, pair: _Pair) -> Iterator[bytes]:
        return sound_of(pair.wav, self._spec, end=pair.frames, seal=self._seal)

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
