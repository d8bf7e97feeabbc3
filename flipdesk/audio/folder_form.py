"""Sealing the sound of a session that lies there in clear, and the other way round.

File by file: the new one is written under another name, read back from the disk and compared, gets
its name and its line in the manifest, and only then does the old one go. Killed at any point, every
sample lies there in the one form or in the other, and the next run goes on.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest
from pathlib import Path

from flipdesk.audio.disk_words import disk_error
from flipdesk.audio.durable import sync_folder
from flipdesk.audio.failure import AudioError
from flipdesk.audio.live_recorder import is_recorded_into
from flipdesk.audio.manifest import Converted, Manifest, read_manifest
from flipdesk.audio.manifest_form import hide_names
from flipdesk.audio.original_form import convert_original
from flipdesk.audio.outline_form import convert_outline
from flipdesk.audio.recording_folder import known_hashes, read_recording, segment_files, sha256_of
from flipdesk.audio.seal import Seal
from flipdesk.audio.segment import SegmentName
from flipdesk.audio.segment_length import frames_in
from flipdesk.audio.segment_sound import sound_of
from flipdesk.audio.sound_encoding import write_segment, write_wave_segment
from flipdesk.audio.spec import AudioSpec
from flipdesk.errors import KnownError
from flipdesk.i18n import _

IMPORTS = "imported-*"
_EVEN_BYTES = 1 << 16
Before = Callable[[int], object]


def convert_sound(
    session: Path,
    key: bytes,
    to_plain: bool,  # noqa: FBT001 - see services
    before: Before = lambda _bytes: None,
) -> None:
    """Seal everything in the folder of a session with its key, or put it in clear.

    Its imported recordings are converted too. What cannot be read stays as it is, and the rest is
    converted all the same. Doing it again is harmless. `before` is told the bytes of each segment
    that is to be converted, and may raise to stop there.

    Raises:
        KnownError: the session is being recorded, the disk refused, or some files cannot be read.
    """
    left: list[str] = []
    try:
        for folder in (session, *sorted(session.glob(IMPORTS))):
            left += _Conversion(folder, key, before, to_plain=to_plain).run()
    except OSError as problem:
        raise disk_error(problem, session) from problem
    if left:
        sentence = _("These sound files cannot be read and stay as they are: {files}.")
        raise KnownError(sentence.format(files=", ".join(left)))


def readable_sound(session: Path) -> tuple[Path, ...]:
    """Return the files of a session's folder in which sound lies in clear."""
    found = [
        path
        for folder in (session, *session.glob(IMPORTS))
        for path in folder.glob("*")
        if path.name.startswith(("segment-", "original.", "peaks."))
        and not path.name.partition(".")[2].startswith("sealed-")
    ]
    return tuple(sorted(found))


class _Conversion:
    """One folder."""

    def __init__(self, folder: Path, key: bytes, before: Before, *, to_plain: bool) -> None:
        self._folder = folder
        self._before = before
        self._seal = Seal(key, folder.name)
        self._to_plain = to_plain
        self._spec = AudioSpec()

    def run(self) -> list[str]:
        """Convert everything; return the names of what stays."""
        if is_recorded_into(self._folder):
            raise KnownError(
                _("The session is being recorded. Make the sound smaller when that is over.")
            )
        try:
            self._spec = read_recording(self._folder, self._seal.key).spec
        except AudioError:
            return []
        manifest = Manifest(self._folder, None if self._to_plain else self._seal)
        try:
            hashes = known_hashes(read_manifest(self._folder, chunks=False).lines)
            left = [
                old.name
                for name, old, new in list(self._segments())
                if not self._convert(manifest, hashes, name, old, new)
            ]
        finally:
            manifest.close()
        left += convert_original(self._folder, self._spec, self._seal, to_plain=self._to_plain)
        convert_outline(self._folder, self._spec, self._seal, to_plain=self._to_plain)
        hide_names(self._folder, self._seal, to_plain=self._to_plain)
        return left

    def _segments(self) -> Iterator[tuple[SegmentName, Path, Path]]:
        for name, files in segment_files(self._folder).items():
            forms = [(name.file_name, name.sealed_name), (name.flac_name, name.sealed_flac_name)]
            for clear, sealed in forms:
                old, new = (sealed, clear) if self._to_plain else (clear, sealed)
                if old in files:
                    yield name, self._folder / old, self._folder / new

    def _convert(
        self, manifest: Manifest, hashes: dict[str, str], name: SegmentName, old: Path, new: Path
    ) -> bool:
        """Convert a segment; return whether that could be done."""
        self._before(old.stat().st_size)
        frames = frames_in(old, self._spec, self._seal)
        try:
            if not (new.exists() and self._is_same(old, new, frames)):
                part = new.with_name(f"{new.name}.part")
                part.unlink(missing_ok=True)
                self._write(part, self._sound(old, frames))
                if not self._is_same(old, part, frames):
                    part.unlink()
                    return False
                part.replace(new)
                sync_folder(self._folder)
        except AudioError:
            return False
        # Of what is not as it was recorded no hash is noted, so that it stays without a proof.
        if hashes.get(old.name) in {None, sha256_of(old)}:
            line = Converted(name.number, old.name, new.name, frames, sha256_of(new))
            manifest.add(line, durable=True)
        old.unlink()
        sync_folder(self._folder)
        return True

    def _write(self, part: Path, sound: Iterable[bytes]) -> None:
        write: Callable[..., int] = write_segment if "flac" in part.name else write_wave_segment
        try:
            write(part, sound, self._spec, self._seal)
        except BaseException:
            part.unlink(missing_ok=True)
            raise

    def _sound(self, path: Path, frames: int) -> Iterator[bytes]:
        return sound_of(path, self._spec, end=frames, seal=self._seal)

    def _is_same(self, old: Path, new: Path, frames: int) -> bool:
        if frames_in(new, self._spec, self._seal) != frames:
            return False
        pairs = zip_longest(_even(self._sound(old, frames)), _even(self._sound(new, frames)))
        return all(one == other for one, other in pairs)


def _even(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the same bytes in pieces of one size: readers of the forms have blocks of their own."""
    rest = b""
    for block in blocks:
        rest += block
        while len(rest) >= _EVEN_BYTES:
            yield rest[:_EVEN_BYTES]
            rest = rest[_EVEN_BYTES:]
    if rest:
        yield rest
