"""What the clock pane says at one moment: pure, so that a whole session can be lived in a test."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo

from flipdesk.domain.agenda import AgendaItem, Slot, is_day_over, running, upcoming
from flipdesk.domain.dates import format_time
from flipdesk.domain.day_end import day_end
from flipdesk.domain.pause import lasting
from flipdesk.domain.session_clock import slots_at
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import SessionState
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
    is_paused: bool = False

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
    slots = slots_at(record.session, record.agenda, record.pauses, now)
    current, following = running(items), upcoming(items)
    by_id = {slot.item.id: (number, slot) for number, slot in enumerate(slots, start=1)}
    if current is not None:
        number, slot = by_id[current.id]
        caption = _("Now · item {number} of {total}").format(number=number, total=len(items))
        state = _running(slot, caption, now, zone, next_text=_next_text(items))
    elif following is not None and record.session.state is not SessionState.ENDED:
        number, slot = by_id[following.id]
        begun = any(item.started for item in items)
        word = (
            _("Next · item {number} of {total}") if begun else _("First · item {number} of {total}")
        )
        caption = word.format(number=number, total=len(items))
        state = _waiting(slot, caption, zone, has_begun=begun)
    else:
        return _ended(record, slots, zone)
    pause = lasting(record.pauses)
    if pause is None:
        return state
    since = format_time(pause.started.astimezone(zone))
    note = _("stands still since {time}").format(time=since)
    return replace(state, clock_note=note, is_paused=True)


def expected_end(record: SessionRecord, now: datetime) -> tuple[datetime, datetime] | None:
    """Return when the day is planned and expected to end, in the session's zone.

    None without an agenda, and when the session has ended.
    """
    is_over = record.session.state is SessionState.ENDED and running(record.agenda) is None
    end = None if is_over else day_end(slots_at(record.session, record.agenda, record.pauses, now))
    if end is None:
        return None
    zone = zone_info(record.session.zone)
    return end.planned.astimezone(zone), end.expected.astimezone(zone)


def paused_since(record: SessionRecord) -> str:
    """Return since when the agenda clock stands still, "" while it runs."""
    pause = lasting(record.pauses)
    if pause is None:
        return ""
    return format_time(pause.started.astimezone(zone_info(record.session.zone)))


def _next_text(items: tuple[AgendaItem, ...]) -> str:
    if upcoming(items) is None:
        return pgettext("agenda", "End")
    return _("End the day") if is_day_over(items) else _("Next item")


def clock_text(seconds: int) -> str:
    """Return minutes and seconds: 29:24, and +2:10 when the time is over."""
    minutes, rest = divmod(abs(seconds), 60)
    return f"{'+' if seconds < 0 else ''}{minutes}:{rest:02d}"


def _running(slot: Slot, caption: str, now: datetime, zone: tzinfo, *, next_text: str) -> NowState:
    item = slot.item
    assert item.started is not None
    assert slot.used is not None
    planned = item.allowed_minutes * _MINUTE
    left_s = -((slot.used - planned) // _SECOND)
    over = left_s < 0
    # Where it would have ended: what is left from now on, which is less than none when over.
    end = format_time((max(item.started, now) + planned - slot.used).astimezone(zone))
    right = _("was to end {time}") if over else _("ends c. {time}")
    return NowState(
        caption=caption,
        title=item.title,
        clock=clock_text(left_s),
        clock_note=_("over time") if over else _("min. left"),
        left_text=_("Begun {time}").format(time=format_time(item.started.astimezone(zone))),
        right_text=right.format(time=end),
        next_text=next_text,
        share=1.0 if over or not planned else max(0.0, slot.used / planned),
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
    is_over = session.state is SessionState.ENDED
    all_held = all(slot.item.ended is not None for slot in slots)
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
        caption=_("All items are held") if all_held else _("Not all items were held"),
        title=_("The session is over"),
        clock=str(used),
        clock_note=_("min. used of {planned}").format(planned=planned),
        left_text=_("Planned {span}").format(span=plan),
        right_text=_("held {span}").format(span=real),
        next_text=_("Go to Compile") if is_over else pgettext("agenda", "End"),
        share=1.0,
        has_ended=True,
    )
