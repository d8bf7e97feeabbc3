"""Dates and times for people, in the language in use.

The few patterns that Danish and British English need are written out here, because importing Babel
costs more than all of them; a test holds them against Babel. What is stored stays ISO 8601.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from flipdesk.i18n import language


@dataclass(frozen=True, slots=True)
class _Calendar:
    """How one language writes dates. The patterns are filled with the words of `_words`."""

    days: tuple[str, ...]
    months: tuple[str, ...]
    days_short: tuple[str, ...]
    months_short: tuple[str, ...]
    long: str
    medium: str
    short: str
    weekday: str
    day_month: str
    month: str
    time: str
    at: str
    week: str


_CALENDARS = {
    "da": _Calendar(
        days=("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
        months=(
            *("januar", "februar", "marts", "april", "maj", "juni"),
            *("juli", "august", "september", "oktober", "november", "december"),
        ),
        days_short=("man.", "tirs.", "ons.", "tors.", "fre.", "lør.", "søn."),
        months_short=(
            *("jan.", "feb.", "mar.", "apr.", "maj", "jun."),
            *("jul.", "aug.", "sep.", "okt.", "nov.", "dec."),
        ),
        long="{day} den {d}. {month} {y}",
        medium="{d}. {month} {y}",
        short="{d}.{m}.{y}",
        weekday="{day_short} {d}.{m}.{y}",
        day_month="{d}. {month_short}",
        month="{month} {y}",
        time="{h}.{min:02d}",
        at="kl. {time}",
        week="uge {week}",
    ),
    "en": _Calendar(
        days=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        months=(
            *("January", "February", "March", "April", "May", "June"),
            *("July", "August", "September", "October", "November", "December"),
        ),
        days_short=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        months_short=(
            *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
            *("Jul", "Aug", "Sept", "Oct", "Nov", "Dec"),
        ),
        long="{day}, {d} {month} {y}",
        medium="{d} {month} {y}",
        short="{d:02d}/{m:02d}/{y}",
        weekday="{day_short}, {d:02d}/{m:02d}/{y}",
        day_month="{d} {month_short}",
        month="{month} {y}",
        time="{h:02d}:{min:02d}",
        at="{time}",
        week="week {week}",
    ),
}


def format_date_long(day: date) -> str:
    """Return "torsdag den 22. april 2021". A datetime counts as the day of its own zone."""
    return _date(_calendar().long, day)


def format_date_medium(day: date) -> str:
    """Return "22. april 2021"."""
    return _date(_calendar().medium, day)


def format_date_short(day: date) -> str:
    """Return "22.4.2021", as authorities write it."""
    return _date(_calendar().short, day)


def format_date_weekday(day: date) -> str:
    """Return "tors. 22.4.2021"."""
    return _date(_calendar().weekday, day)


def format_day_month(day: date) -> str:
    """Return "22. apr.", for narrow places where the year is known."""
    return _date(_calendar().day_month, day)


def format_month(day: date) -> str:
    """Return "april 2021"."""
    return _date(_calendar().month, day)


def format_time(moment: time | datetime) -> str:
    """Return "9.30" for a clock time; a datetime is read in its own zone."""
    return _calendar().time.format(h=moment.hour, min=moment.minute)


def format_clock(moment: time | datetime) -> str:
    """Return "kl. 9.30"."""
    return _calendar().at.format(time=format_time(moment))


def format_time_span(start: time | datetime, end: time | datetime) -> str:
    """Return "kl. 9.30-12.00"."""
    return _calendar().at.format(time=f"{format_time(start)}-{format_time(end)}")


def format_when(start: datetime, end: datetime) -> str:
    """Return "torsdag den 22. april 2021 kl. 9.30-12.00", naming both days if there are two.

    Both datetimes must be in the zone that is to be read. An end in the small hours still belongs
    to the evening before.
    """
    if _same_evening(start, end):
        return f"{format_date_long(start)} {format_time_span(start, end)}"
    return f"{_from_day(start)} - {_from_day(end)}"


def week_number(day: date) -> int:
    """Return the ISO week, which begins on a Monday."""
    return day.isocalendar().week


def format_week(day: date) -> str:
    """Return "uge 16"."""
    return _calendar().week.format(week=week_number(day))


def _calendar() -> _Calendar:
    return _CALENDARS.get(language(), _CALENDARS["en"])


def _date(pattern: str, day: date) -> str:
    calendar = _calendar()
    return pattern.format(
        d=day.day,
        m=day.month,
        y=day.year,
        day=calendar.days[day.weekday()],
        day_short=calendar.days_short[day.weekday()],
        month=calendar.months[day.month - 1],
        month_short=calendar.months_short[day.month - 1],
    )


def _from_day(moment: datetime) -> str:
    return f"{format_date_long(moment)} {format_clock(moment)}"


def _same_evening(start: datetime, end: datetime) -> bool:
    days = (end.date() - start.date()).days
    return days == 0 or (days == 1 and end.hour < 6)
