"""Playing a session's sound: where on the timeline, how fast, what is skipped or repeated."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QLoggingCategory, QObject, Signal

from flipdesk.audio.session_sound import SessionSound
from flipdesk.audio.sound_plan import SoundPlan
from flipdesk.audio.sound_stream import SoundStream
from flipdesk.domain.playing import RATES, STEP_MS, heard_from
from flipdesk.domain.stretch import Stretch
from flipdesk.errors import KnownError

if TYPE_CHECKING:
    from flipdesk.ui.sound_media import Media

MakeMedia = Callable[[], "Media"]


def computers_media() -> "Media":
    """Return the computer's loudspeaker; its library is imported when it is first needed."""
    # What the library says of itself on stderr is no news to anybody here.
    QLoggingCategory.setFilterRules("qt.multimedia.*=false")
    from flipdesk.ui.sound_media import sound_media

    return sound_media()


class Player(QObject):
    """Positions are milliseconds of the session timeline."""

    moved = Signal(int)
    """Another position, while playing and after every jump."""
    changed = Signal()
    """It plays or not, at another speed, with another loop or other silences."""
    problem = Signal(str)

    def __init__(self, make_media: MakeMedia = computers_media) -> None:
        super().__init__()
        self.make_media = make_media
        self._media: Media | None = None
        self._sound: SessionSound | None = None
        self._silenced: tuple[Stretch, ...] = ()
        self._bounds: Stretch | None = None
        self._plan: SoundPlan | None = None
        self._is_loaded = self._has_ended = False
        self.is_playing = False
        self.position_ms = 0
        self.rate = 1.0
        self.pre_roll_s = 0
        self.loop: Stretch | None = None
        self.skips_silence = False

    @property
    def sound(self) -> SessionSound | None:
        """What is played."""
        return self._sound

    @property
    def level(self) -> float:
        """How loud it is where one is, 0 to 1; 0 where it is silenced."""
        at = self.position_ms
        if self._sound is None or any(first <= at < end for first, end in self._silenced):
            return 0.0
        return self._sound.loudness.at(at)

    def take(self, sound: SessionSound | None, silenced: Iterable[Stretch] = ()) -> None:
        """Play another sound from now on, or none; the one before is closed."""
        self.let_go()
        self._sound, self._silenced = sound, tuple(silenced)
        self.loop = self._bounds = None
        self.position_ms = 0
        self._make_plan()
        self.changed.emit()

    def renew(self, sound: SessionSound, silenced: Iterable[Stretch] = ()) -> None:
        """Go on with the same recording in other files, without a stop that can be noticed."""
        before, self._sound = self._sound, sound
        self._silenced = tuple(silenced)
        self._make_plan()
        if before is not None:
            before.close()
        self.changed.emit()

    def silence(self, silenced: Iterable[Stretch]) -> None:
        """Say which stretches may not be heard, also while playing."""
        wanted = tuple(silenced)
        if wanted != self._silenced:
            self._silenced = wanted
            self._make_plan()

    def let_go(self) -> None:
        """Stop, and close every file, so that it can be replaced or deleted."""
        self._unload()
        if self._sound is not None:
            self._sound.close()
        self._sound = self._plan = None

    def play(self) -> None:
        """Go on from where one is; at the end, from the beginning."""
        if self._plan is None or not self._plan.frames or self.is_playing:
            return
        if self._has_ended:
            self.seek(self._plan.ms_at(0))
        try:
            self._start(self._plan)
        except KnownError as error:
            self.problem.emit(str(error))
            return
        self.is_playing = True
        self.changed.emit()

    def pause(self) -> None:
        if self._media is not None and self.is_playing:
            self.is_playing = False
            self._media.pause()
            self.changed.emit()

    def toggle(self) -> None:
        if self.is_playing:
            self.pause()
        else:
            self.play()

    def seek(self, ms: int) -> None:
        """Go to a moment, in a gap to its end, and play on if it plays; outside a loop ends it."""
        if self._plan is None:
            return
        if self.loop is not None and not self.loop[0] <= ms < self.loop[1]:
            self.set_loop(None)
        # The very end is no place to play from: Qt's player would stand there and never end.
        frame = min(self._plan.frame_at(ms), max(0, self._plan.frames - 1))
        self.position_ms = self._plan.ms_at(frame)
        self._has_ended = False
        if self._media is not None and self._is_loaded:
            self._media.seek(frame * 1000 // self._plan.spec.rate_hz)
        self.moved.emit(self.position_ms)

    def step(self, steps: int) -> None:
        """Go so many times 5 s forward, or back when negative."""
        self.seek(max(0, self.position_ms + steps * STEP_MS))

    def play_from(self, ms: int) -> None:
        """Go to a moment and play."""
        self.seek(ms)
        self.play()

    def play_noted(self, at_ms: int) -> None:
        """Play what led to something that was noted at a moment: from the pre-roll before it."""
        self.play_from(heard_from(at_ms, self.pre_roll_s))

    def play_once(self, stretch: Stretch) -> None:
        """Play this stretch, and from now on nothing outside it."""
        self._bounds = stretch
        self._make_plan()
        self.play_from(stretch[0])

    def set_rate(self, rate: float) -> None:
        """Play faster or slower, at the same pitch."""
        self.rate = min(max(rate, RATES[0]), RATES[-1])
        if self._media is not None:
            self._media.set_rate(self.rate)
        self.changed.emit()

    def set_loop(self, loop: Stretch | None) -> None:
        """Play nothing but this stretch, again and again; None ends that."""
        self.loop = loop
        self._make_plan()
        self.changed.emit()

    def set_skips_silence(self, *, skips: bool) -> None:
        """Leave out where nobody speaks, or not."""
        self.skips_silence = skips
        self._make_plan()
        self.changed.emit()

    def _make_plan(self) -> None:
        """Say anew what is played, and go on with that from where one is."""
        if self._sound is None:
            return
        quiet = self._sound.loudness.quiet_stretches() if self.skips_silence else ()
        within = self.loop or self._bounds
        self._plan = self._sound.plan(silenced=self._silenced, left_out=quiet, within=within)
        if self._media is None or not self._is_loaded:
            return
        try:
            self._load(self._media, self._plan, plays=self.is_playing)
        except KnownError as error:
            # What it has still holds what may not be heard any more.
            self._unload()
            self.problem.emit(str(error))
            self.changed.emit()

    def _start(self, plan: SoundPlan) -> None:
        if self._media is None:
            self._media = self.make_media()
            self._media.moved.connect(self._on_moved)
            self._media.ended.connect(self._on_ended)
            self._media.failed.connect(self._on_failed)
            self._media.set_rate(self.rate)
        if self._is_loaded:
            self._media.play()
        else:
            self._load(self._media, plan, plays=True)

    def _load(self, media: "Media", plan: SoundPlan, *, plays: bool) -> None:
        assert self._sound is not None
        frame = plan.frame_at(self.position_ms)
        if frame >= plan.frames:
            frame = 0
        self._has_ended = False
        stream = SoundStream(self._sound, plan)
        begin_ms = frame * 1000 // plan.spec.rate_hz
        media.load(stream, begin_ms, plays=plays, loops=self.loop is not None)
        self._is_loaded = True

    def _unload(self) -> None:
        if self._media is not None:
            self._media.close()
        self._is_loaded = self.is_playing = False

    def _on_moved(self, stream_ms: int) -> None:
        if self._plan is not None and self._is_loaded:
            self.position_ms = self._plan.ms_at(self._plan.spec.sample(stream_ms))
            self.moved.emit(self.position_ms)

    def _on_ended(self) -> None:
        self.is_playing, self._has_ended = False, True
        self.changed.emit()

    def _on_failed(self, sentence: str) -> None:
        self._is_loaded = self.is_playing = False
        self.problem.emit(sentence)
        self.changed.emit()
