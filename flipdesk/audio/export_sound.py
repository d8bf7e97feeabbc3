"""A recording, or a stretch of it, as one file: gaps are silence, so that the times hold."""

import hashlib
import os
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from flipdesk.audio.cancelled import Cancelled
from flipdesk.audio.disk_words import disk_error, refuse_without_room
from flipdesk.audio.durable import sync_folder
from flipdesk.audio.flac import Sink, read_flac, write_flac
from flipdesk.audio.recording_folder import RecordingContents
from flipdesk.audio.resample import resampled, resampled_length
from flipdesk.audio.segment import MOST_DATA_BYTES
from flipdesk.audio.spec import AudioSpec
from flipdesk.audio.timeline_sound import timeline_sound
from flipdesk.audio.wave_file import read_wave, write_wave
from flipdesk.errors import KnownError
from flipdesk.i18n import _

_WRITING = 0.8
"""The share of the work that is not reading back."""
_OPUS_RATES = (8_000, 12_000, 16_000, 24_000, 48_000)
_OPUS_BYTES_A_SECOND = 16_000


class SoundFormat(StrEnum):
    """What a recording can be exported as; WAV becomes RF64 where it is too long."""

    WAV = "wav"
    FLAC = "flac"
    OPUS = "opus"


@dataclass(frozen=True, slots=True)
class ExportedSound:
    """A file that was written, read back, and found right.

    `unreadable` are segments that could not be read to their end; silence stands for them.
    """

    path: Path
    from_ms: int
    to_ms: int
    frames: int
    spec: AudioSpec
    unreadable: tuple[str, ...] = ()

    def warning(self) -> str:
        """Return what must be told of the file, in the language in use; "" when all is well."""
        if not self.unreadable:
            return ""
        sentence = _("These sound files cannot be read and are silence in the file: {files}.")
        return sentence.format(files=", ".join(self.unreadable))


def export_sound(
    contents: RecordingContents,
    path: Path,
    format_: SoundFormat,
    *,
    from_ms: int = 0,
    to_ms: int | None = None,
    silenced: Iterable[tuple[int, int]] = (),
    progress: Callable[[float], None] = lambda _fraction: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ExportedSound | None:
    """Write a stretch of a recording to a file; None when it was cancelled.

    `silenced` are stretches of the timeline in ms that are not to be heard. An old file at `path`
    is replaced only when the new one is on the disk and has been read back, and is left as it was
    otherwise. Memory does not grow with the length.

    Raises:
        KnownError: there is nothing in the stretch, the disk refuses, or it gave back something
            else than was written.
    """
    last_ms = contents.total_ms if to_ms is None else min(to_ms, contents.total_ms)
    if not 0 <= from_ms < last_ms:
        raise KnownError(_("There is no recording in that stretch. Choose another from and to."))
    target = Path(os.path.realpath(path))
    if target.parent == contents.folder.resolve():
        sentence = _("{folder} belongs to the recording. Choose another folder.")
        raise KnownError(sentence.format(folder=target.parent))
    work = _Export(contents, format_, (from_ms, last_ms), tuple(silenced))
    work.watch(progress, cancelled)
    try:
        refuse_without_room(target, work.size)
        with _aside(target) as aside:
            work.write(aside)
            work.check(aside)
            _keep_permissions(target, aside)
            aside.replace(target)
            with suppress(OSError):  # some network folders refuse, and the file is in its place
                sync_folder(target.parent)
    except Cancelled:
        return None
    except OSError as problem:
        raise disk_error(problem, target) from problem
    progress(1.0)
    unreadable = tuple(dict.fromkeys(work.unreadable))
    return ExportedSound(path, from_ms, last_ms, work.frames, work.spec, unreadable)


class _Export:
    """One export: its sound goes in, and is compared with what is read back."""

    def __init__(
        self,
        contents: RecordingContents,
        format_: SoundFormat,
        stretch_ms: tuple[int, int],
        silenced_ms: tuple[tuple[int, int], ...],
    ) -> None:
        source = contents.spec
        self._contents = contents
        self._format = format_
        self._first = source.sample(stretch_ms[0])
        self._end = min(source.sample(stretch_ms[1]), contents.end_sample)
        if stretch_ms[1] == contents.total_ms:
            self._end = contents.end_sample
        # A silenced millisecond is silent from its first sample to its last.
        self._silenced = tuple(
            (begin * source.rate_hz // 1000, source.sample(end)) for begin, end in silenced_ms
        )
        opus = format_ is SoundFormat.OPUS and source.rate_hz not in _OPUS_RATES
        self.spec = AudioSpec(_OPUS_RATES[-1], source.channels) if opus else source
        self.frames = resampled_length(self._end - self._first, source, self.spec.rate_hz)
        self.unreadable: list[str] = []
        self._heard = hashlib.sha256()

    @property
    def size(self) -> int:
        """Return about how many bytes it will be, rather too many."""
        if self._format is SoundFormat.OPUS:
            return self.frames * _OPUS_BYTES_A_SECOND // self.spec.rate_hz
        return self.frames * self.spec.frame_bytes

    def watch(self, progress: Callable[[float], None], cancelled: Callable[[], bool]) -> None:
        """Tell how far it is, and ask whether to go on."""
        self._progress = progress
        self._cancelled = cancelled

    def write(self, aside: Path) -> None:
        """Write everything and return when it is on the disk."""
        blocks = self._noted(self._sound(), 0.0, _WRITING, self._heard)
        if self._format is SoundFormat.FLAC:
            write_flac(aside, blocks, self.spec)
            return
        sink = Sink(aside)
        try:
            if self._format is SoundFormat.WAV:
                write_wave(sink, blocks, self.spec, self.frames, most_bytes=MOST_DATA_BYTES)
            else:
                _write_opus(sink, blocks, self.spec)
            sink.sync()
        finally:
            sink.close()

    def check(self, aside: Path) -> None:
        """Read it back: every sample, or of Opus, which gives back others, how many.

        Raises:
            KnownError: it is not what was written.
        """
        if self._format is SoundFormat.OPUS:
            right = _frames_in(aside) == self.frames
        else:
            back = hashlib.sha256()
            blocks = self._noted(self._back(aside), _WRITING, 1 - _WRITING, back)
            frames = sum(self.spec.frames(block) for block in blocks)
            right = frames == self.frames and back.digest() == self._heard.digest()
        if not right:
            raise KnownError(
                _("The disk gave back something else than was written. Save to another disk.")
            )

    def _sound(self) -> Iterator[bytes]:
        sound = timeline_sound(
            self._contents, self._first, self._end, self._silenced, self.unreadable.append
        )
        if self.spec == self._contents.spec:
            return sound
        return resampled(sound, self._contents.spec, self.spec.rate_hz)

    def _back(self, aside: Path) -> Iterator[bytes]:
        if self._format is SoundFormat.FLAC:
            return read_flac(aside)
        return read_wave(aside, self.spec, self.frames, MOST_DATA_BYTES)

    def _noted(
        self, blocks: Iterable[bytes], begin: float, share: float, digest: "hashlib._Hash"
    ) -> Iterator[bytes]:
        done = 0
        for block in blocks:
            if self._cancelled():
                raise Cancelled
            digest.update(block)
            done += self.spec.frames(block)
            self._progress(begin + share * done / self.frames)
            yield block


def _write_opus(sink: Sink, blocks: Iterable[bytes], spec: AudioSpec) -> None:
    import soundfile

    with soundfile.SoundFile(
        sink, "w", spec.rate_hz, spec.channels, format="OGG", subtype="OPUS"
    ) as file:
        for block in blocks:
            file.buffer_write(block, "int16")
            sink.complain()
    sink.complain()


def _frames_in(path: Path) -> int:
    import soundfile

    try:
        return soundfile.info(path).frames
    except soundfile.SoundFileError:
        return -1


@contextmanager
def _aside(target: Path) -> Iterator[Path]:
    """Give a name in the same folder, and take away what is there unless it took the place."""
    if target.is_dir():
        sentence = _("{name} is a folder. Choose another name for the file.")
        raise KnownError(sentence.format(name=target.name))
    aside = target.with_name(f".{secrets.token_hex(8)}.flipdesk-tmp")
    try:
        yield aside
    finally:
        with suppress(OSError):
            aside.unlink()


def _keep_permissions(target: Path, aside: Path) -> None:
    with suppress(FileNotFoundError):
        aside.chmod(target.stat().st_mode & 0o777)
