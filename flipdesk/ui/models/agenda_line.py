"""One line of the run sheet: an agenda item, when it begins, and whose day begins with it."""

from dataclasses import dataclass

from flipdesk.domain.agenda import AgendaItem, Slot
from flipdesk.domain.agenda_days import DayPlan, day_of, day_plans
from flipdesk.domain.buffer import is_short, percent_of_buffer
from flipdesk.domain.dates import format_date_long, format_time
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.wall_clock import zone_info
from flipdesk.domain.words import word
from flipdesk.i18n import _
from flipdesk.ui.delegates.roles import spoken


@dataclass(frozen=True, slots=True)
class DayHeading:
    """What stands above the first item of a day; `is_short` says that too little can give."""

    day: int
    text: str
    buffer: str
    is_short: bool

    @property
    def spoken(self) -> str:
        return spoken(self.text, self.buffer)


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One agenda item as the run sheet shows it."""

    item: AgendaItem
    time_text: str
    starts_minute: int
    """When it is planned to begin, in minutes of the day."""
    initials: str
    owner: str
    research: bool
    heading: DayHeading | None = None
    """The heading of the day that this item begins, where there are several days."""

    @property
    def key(self) -> str:
        return self.item.id

    @property
    def notes_text(self) -> str:
        """What can give: minutes, flexibility, a plan B; and what of last time is taken up."""
        count = len(self.item.takes_up)
        taken = _("{count} from last time").format(count=count) if count else ""
        return " · ".join(part for part in (leeway_text(self.item), self._plan_b, taken) if part)

    @property
    def spoken(self) -> str:
        """The row for screen readers."""
        item = self.item
        minutes = _("{minutes} min.").format(minutes=item.minutes)
        return spoken(
            self.heading.spoken if self.heading else "",
            *(self.time_text, minutes, item.title, self.owner, word(item.kind), self.notes_text),
        )

    @property
    def _plan_b(self) -> str:
        return _("Plan B") if self.item.plan_b else ""


def leeway_text(item: AgendaItem) -> str:
    """Return "20–40 min." or "fleksibel" or both, "" when the item cannot give."""
    parts, least, most = [], item.minutes_min, item.minutes_max
    if least is not None and most is not None:
        parts.append(_("{least}–{most} min.").format(least=least, most=most))
    elif least is not None:
        parts.append(_("at least {least} min.").format(least=least))
    elif most is not None:
        parts.append(_("at most {most} min.").format(most=most))
    if item.flexible:
        parts.append(_("flexible"))
    return " · ".join(parts)


def plans_of(record: SessionRecord) -> tuple[DayPlan, ...]:
    """Return the days of a session in its own zone."""
    session = record.session
    starts = session.starts.astimezone(zone_info(session.zone))
    return day_plans(record.agenda, starts, session.zone, session.day_starts)


def day_heading(plan: DayPlan) -> DayHeading:
    """Return the heading of a day: which it is, from when to when, and what can give."""
    words = _("Day {day} · {date} · {start}–{end} · {minutes} min.")
    buffer = _("{minutes} min. to spare ({percent} %)")
    return DayHeading(
        plan.day,
        words.format(
            day=plan.day,
            date=format_date_long(plan.starts).rsplit(" ", 1)[0],
            start=format_time(plan.starts),
            end=format_time(plan.ends),
            minutes=plan.minutes,
        ),
        buffer.format(minutes=plan.buffer, percent=percent_of_buffer(plan)),
        is_short(plan),
    )


def line_of(record: SessionRecord, slot: Slot, heading: DayHeading | None) -> AgendaLine:
    owner = record.participant(slot.item.owner_id)
    return AgendaLine(
        item=slot.item,
        time_text=format_time(slot.planned_start),
        starts_minute=60 * slot.planned_start.hour + slot.planned_start.minute,
        initials=owner.initials if owner else "",
        owner=owner.name if owner else "",
        research=owner is not None and owner.role.is_research,
        heading=heading,
    )


def headings_of(record: SessionRecord) -> dict[str, DayHeading]:
    """Return the heading above each item that begins a day; none for a session of one day."""
    plans = plans_of(record)
    if len(plans) < 2 and all(day_of(item) == 1 for item in record.agenda):
        return {}
    return {plan.items[0].id: day_heading(plan) for plan in plans}
