"""What the clock pane says at one moment: pure, so that a whole session can be lived in a test."""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from flipdesk.domain.agenda import Slot, running, schedule, upcoming
from flipdesk.domain.dates import format_time
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.wall_clock import zone_info
from flipdesk.i18n import _, pgettext

_MINUTE = timedelta(minutes=1)
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class NowState:
    """The words and numbers of the clock pane; `left_s` counts down and goes below zero."""

    caption: str
    title: str
    clock: str
    clock_note: str
    left_text: str
    right_text: str
    next_text: str
    share: float = 0.0
    left_s: int | None = None
    has_begun: bool = True
    is_over: bool = False
    has_ended: bool = False

    @property
    def is_running(self) -> bool:
        """Whether an item is being held."""
        return self.left_s is not None


def now_state(record: SessionRecord, now: datetime) -> NowState | None:
    """Return what to show at a moment, None for a session without agenda."""
    items = record.agenda
    if not items:
        return None
    zone = zone_info(record.session.zone)
    slots = schedule(items, record.session.starts, now, record.session.zone)
    current, following = running(items), upcoming(items)
    last = following is None
    by_id = {slot.item.id: (number, slot) for number, slot in enumerate(slots, start=1)}
    if current is not None:
        number, slot = by_id[current.id]
        caption = _("Now · item {number} of {total}").format(number=number, total=len(items))
        return _running(slot, caption, now, zone, is_last=last)
    if following is not None:
        number, slot = by_id[following.id]
        begun = any(item.started for item in items)
        word = (
            _("Next · item {number} of {total}") if begun else _("First · item {number} of {total}")
        )
        return _waiting(slot, word.format(number=number, total=len(items)), zone, has_begun=begun)
    return _ended(record, slots, zone)


def expected_end(record: SessionRecord, now: datetime) -> tuple[datetime, datetime] | None:
    """Return when the day is planned and expected to end, in the session's zone."""
    slots = schedule(record.agenda, record.session.starts, now, record.session.zone)
    if not slots:
        return None
    here = running(record.agenda) or upcoming(record.agenda) or slots[-1].item
    today = [slot for slot in slots if (slot.item.day or 1) == (here.day or 1)]
    zone = zone_info(record.session.zone)
    return today[-1].planned_end.astimezone(zone), today[-1].expected_end.astimezone(zone)


def clock_text(seconds: int) -> str:
    """Return minutes and seconds: 29:24, and +2:10 when the time is over."""
    minutes, rest = divmod(abs(seconds), 60)
    return f"{'+' if seconds < 0 else ''}{minutes}:{rest:02d}"


def _running(slot: Slot, caption: str, now: datetime, zone: tzinfo, *, is_last: bool) -> NowState:
    item = slot.item
    assert item.started is not None
    planned = item.allowed_minutes * _MINUTE
    elapsed = now - item.started
    left_s = -((elapsed - planned) // _SECOND)
    over = left_s < 0
    end = format_time((item.started + planned).astimezone(zone))
    right = _("was to end {time}") if over else _("ends c. {time}")
    return NowState(
        caption=caption,
        title=item.title,
        clock=clock_text(left_s),
        clock_note=_("over time") if over else _("min. left"),
        left_text=_("Begun {time}").format(time=format_time(item.started.astimezone(zone))),
        right_text=right.format(time=end),
        next_text=pgettext("agenda", "End") if is_last else _("Next item"),
        share=1.0 if over or not planned else max(0.0, elapsed / planned),
        left_s=left_s,
        is_over=over,
    )


def _waiting(slot: Slot, caption: str, zone: tzinfo, *, has_begun: bool) -> NowState:
    start = format_time(slot.planned_start.astimezone(zone))
    end = format_time(slot.planned_end.astimezone(zone))
    return NowState(
        caption=caption,
        title=slot.item.title,
        clock=clock_text(slot.item.allowed_minutes * 60),
        clock_note=_("min. planned"),
        left_text=_("Planned {start}-{end}").format(start=start, end=end),
        right_text=_("not begun"),
        next_text=_("Begin"),
        has_begun=has_begun,
    )


def _ended(record: SessionRecord, slots: tuple[Slot, ...], zone: tzinfo) -> NowState:
    held = [slot for slot in slots if slot.used_ms is not None]
    used = sum(slot.used_ms or 0 for slot in held) // 60_000
    planned = sum(slot.item.minutes for slot in slots)
    session = record.session
    first = min((slot.expected_start for slot in held), default=session.starts)
    last = max((slot.expected_end for slot in held), default=session.ends)
    span = "{start}-{end}"
    plan = span.format(
        start=format_time(session.starts.astimezone(zone)),
        end=format_time(slots[-1].planned_end.astimezone(zone)),
    )
    real = span.format(
        start=format_time(first.astimezone(zone)), end=format_time(last.astimezone(zone))
    )
    return NowState(
        caption=_("All items are held"),
        title=_("The session is over"),
        clock=str(used),
        clock_note=_("min. used of {planned}").format(planned=planned),
        left_text=_("Planned {span}").format(span=plan),
        right_text=_("held {span}").format(span=real),
        next_text=_("Go to Compile"),
        share=1.0,
        has_ended=True,
    )
