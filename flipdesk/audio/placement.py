"""Where on the timeline everything belongs that comes out of the ring: pure, so that it is tested.

Samples count from the first frame that is heard; the writer adds where the recording stands.
"""

from collections import deque
from dataclasses import replace

from flipdesk.audio.events import GapReason
from flipdesk.audio.loss_watch import LossWatch
from flipdesk.audio.ring import (
    OFF_RECORD_MARGIN_NS,
    Block,
    End,
    Listening,
    Lost,
    Pause,
    Resume,
    RingItem,
    StoodStill,
    WallClockSet,
)
from flipdesk.audio.spec import AudioSpec
from flipdesk.audio.steps import (
    Answered,
    Back,
    Begun,
    Broken,
    Gone,
    Hearing,
    Missing,
    Over,
    Paused,
    Resumed,
    Sound,
    Step,
)

_ANSWER_NS = 1_000_000_000
_SLEEP_TOLD_NS = 15_000_000_000


class Placement:
    """Turns items of the ring, in order, into steps for the writer."""

    def __init__(self, spec: AudioSpec, *, paused: bool = False, off_record: bool = False) -> None:
        """`paused`, or `off_record`, keeps nothing from the first frame on."""
        self._spec = spec
        self._paused = paused or off_record
        self._off_record = off_record
        self._kept_from = 0
        self._heard = 0
        self._heard_ns: int | None = None
        self._offset = 0
        self._timed = True
        self._device: str | None = None
        self._away: Lost | None = None
        self._watch = LossWatch(spec.rate_hz)
        self._waiting: deque[Pause | Resume] = deque()
        self._answered = 0
        self._still_ns: int | None = None

    def place(self, item: RingItem) -> list[Step]:
        """Return what the item means."""
        match item:
            case Block():
                return self._block(item)
            case Pause() | Resume():
                return self._wish(item)
            case Listening():
                return self._listening(item)
            case Lost():
                return self._lost(item)
            case StoodStill() | WallClockSet():
                return [self._break(item)]
            case End():
                return [Over()]

    def answer(self, now_ns: int) -> list[Step]:
        """Return answers to those who wished to pause or go on, when no sound comes to tell."""
        steps: list[Step] = []
        for wish in list(self._waiting)[self._answered :]:
            if self._heard_ns is None or now_ns - wish.at_ns < _ANSWER_NS:
                break
            off = isinstance(wish, Pause) and wish.off_record
            steps.append(Answered(self._sample_at(wish.at_ns), isinstance(wish, Pause), off))
            self._answered += 1
        return steps

    def _block(self, block: Block) -> list[Step]:
        frames = self._spec.frames(block.data)
        end = block.first_sample + frames
        steps = self._arrive(block, frames)
        missing = 0
        if self._timed:
            if block.overflowed:
                self._watch.hurry()
            blur_ns = 0 if block.exact else self._ns(frames)
            missing = self._watch.heard(end, block.monotonic_ns, blur_ns=blur_ns)
        first = self._offset + block.first_sample + missing
        if missing:
            self._offset += missing
            steps.append(Missing(first, self._reason(GapReason.MISSED), self._paused))
        self._cut(block, first, end, steps)
        self._heard = first + frames
        self._heard_ns = (
            self._watch.heard_ns(end, block.monotonic_ns, late=True)
            if self._timed
            else block.monotonic_ns
        )
        return steps

    def _arrive(self, block: Block, frames: int) -> list[Step]:
        began_ns = block.monotonic_ns - self._ns(frames)
        if self._heard_ns is None:
            self._offset = -block.first_sample
            steps: list[Step] = [Begun(began_ns)]
            if self._paused:
                steps.append(Paused(0, off_record=self._off_record))
            if self._away is not None:
                steps.append(Back(0, GapReason.DEVICE, self._paused, self._away.alarming))
            self._away = None
            return steps
        if self._away is None:
            return []
        self._watch = LossWatch(self._spec.rate_hz)
        self._heard += max(0, self._spec.samples_in_ns(began_ns - self._heard_ns))
        self._offset = self._heard - block.first_sample
        reason = self._reason(GapReason.DEVICE)
        away, self._away = self._away, None
        return [Back(self._heard, reason, self._paused, away.alarming)]

    def _cut(self, block: Block, first: int, end: int, steps: list[Step]) -> None:
        """Add the sound of a block, cut where somebody wished to pause or to go on."""
        at, last = first, first + self._spec.frames(block.data)
        while self._waiting:
            wish = self._waiting[0]
            # When in doubt, rather too little is kept than a word that was not to be heard.
            late = isinstance(wish, Pause)
            end_ns = self._watch.heard_ns(end, block.monotonic_ns, late=late)
            if wish.at_ns >= end_ns:
                break
            self._waiting.popleft()
            exact = last - self._spec.samples_in_ns(end_ns - wish.at_ns)
            cut = min(last, max(at, exact))
            self._sound(block, first, at, cut, steps)
            at = cut
            steps.extend(self._obey(wish, cut, exact))
        self._sound(block, first, at, last, steps)

    def _sound(self, block: Block, first: int, at: int, to: int, steps: list[Step]) -> None:
        if to <= at:
            return
        size = self._spec.frame_bytes
        whole = to - at == self._spec.frames(block.data)
        data = block.data if whole else block.data[(at - first) * size : (to - first) * size]
        left_ns = self._ns(self._spec.frames(block.data) - (to - first))
        steps.append(
            Sound(at, data, block.monotonic_ns - left_ns, block.overflowed, not self._paused)
        )

    def _listening(self, item: Listening) -> list[Step]:
        self._timed = item.timed
        before, self._device = self._device, item.device
        return [Hearing(self._heard, item.device)] if before not in {None, item.device} else []

    def _break(self, item: StoodStill | WallClockSet) -> Broken:
        if isinstance(item, WallClockSet):
            return Broken(self._heard, item.shift_ms)
        self._still_ns = self._heard_ns
        self._watch.hurry()
        return Broken(self._heard)

    def _wish(self, wish: Pause | Resume) -> list[Step]:
        wish = self._with_margin(wish)
        if self._heard_ns is not None and not self._timed:
            return self._obey(wish, self._heard)
        if self._heard_ns is None or self._away is None:
            self._waiting.append(wish)
            return []
        return self._obey_while_away(wish)

    def _with_margin(self, wish: Pause | Resume) -> Pause | Resume:
        if isinstance(wish, Pause):
            return replace(wish, at_ns=wish.at_ns - OFF_RECORD_MARGIN_NS * wish.off_record)
        before = self._waiting[-1] if self._waiting else None
        off = before.off_record if isinstance(before, Pause) else self._off_record
        return Resume(wish.at_ns + OFF_RECORD_MARGIN_NS * off)

    def _obey(self, wish: Pause | Resume, sample: int, exact: int | None = None) -> list[Step]:
        """Pause or go on; off the record what was handed over since the `exact` place counts."""
        told = self._answered > 0
        self._answered = max(0, self._answered - 1)
        if isinstance(wish, Resume):
            if not self._paused:
                return []
            self._paused = self._off_record = False
            self._kept_from = sample
            return [Resumed(sample, told)]
        if self._off_record or (self._paused and not wish.off_record):
            return []
        self._paused, self._off_record = True, wish.off_record
        if wish.off_record and exact is not None:
            sample = min(sample, max(self._kept_from, exact))
        return [Paused(sample, told, wish.off_record)]

    def _obey_while_away(self, wish: Pause | Resume) -> list[Step]:
        """Pause or go on where the timeline stands by the clock."""
        assert self._heard_ns is not None  # it was heard, and lost
        sample = self._sample_at(wish.at_ns)
        steps: list[Step] = []
        if isinstance(wish, Pause) and not self._paused and sample > self._heard:
            steps.append(Missing(sample, self._reason(GapReason.DEVICE), paused=True))
        self._heard, self._heard_ns = sample, max(self._heard_ns, wish.at_ns)
        return [*steps, *self._obey(wish, sample)]

    def _lost(self, lost: Lost) -> list[Step]:
        if self._away is not None:
            told = self._away.alarming or not lost.alarming
            self._away = self._away if told else lost
            return [] if told else self._gone(alarming=True)
        self._away = lost
        if self._heard_ns is None:
            return [Gone(0, lost.alarming)]
        steps = self._gone(alarming=lost.alarming)
        while self._waiting:
            steps.extend(self._obey_while_away(self._waiting.popleft()))
        return steps

    def _gone(self, *, alarming: bool) -> list[Step]:
        # Told first: closing the segment waits for the disk.
        return [Gone(self._heard, alarming), Broken(self._heard)]

    def _reason(self, usual: GapReason) -> GapReason:
        """Return why sound lacks here: a machine that stood still is to blame for what follows."""
        still_ns, self._still_ns = self._still_ns, None
        if still_ns is None or self._heard_ns is None:
            return usual
        recent = self._away is not None or self._heard_ns - still_ns < _SLEEP_TOLD_NS
        return GapReason.SLEEP if recent else usual

    def _sample_at(self, moment_ns: int) -> int:
        assert self._heard_ns is not None  # nothing is placed before the first frame
        return self._heard + max(0, self._spec.samples_in_ns(moment_ns - self._heard_ns))

    def _ns(self, frames: int) -> int:
        return frames * 1_000_000_000 // self._spec.rate_hz
