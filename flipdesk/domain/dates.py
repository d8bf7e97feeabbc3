"""Dates and times for people, in the language in use.

The few patterns that Danish and British English need are written out here, because importing Babel
costs more than all of them; a test holds them against Babel. What is stored stays ISO 8601.
"""

from datetime import date, datetime, time

from flipdesk.i18n import language

# Plain dictionaries, for this is imported before the first window is painted.
_NAMES = {
    "da": {
        "day": ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
        "day_short": ("man.", "tirs.", "ons.", "tors.", "fre.", "lør.", "søn."),
        "month": (
            *("januar", "februar", "marts", "april", "maj", "juni"),
            *("juli", "august", "september", "oktober", "november", "december"),
        ),
        "month_short": (
            *("jan.", "feb.", "mar.", "apr.", "maj", "jun."),
            *("jul.", "aug.", "sep.", "okt.", "nov.", "dec."),
        ),
    },
    "en": {
        "day": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        "day_short": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        "month": (
            *("January", "February", "March", "April", "May", "June"),
            *("July", "August", "September", "October", "November", "December"),
        ),
        "month_short": (
            *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
            *("Jul", "Aug", "Sept", "Oct", "Nov", "Dec"),
        ),
    },
}
_PATTERNS = {
    "da": {
        "long": "{day} den {d}. {month} {y}",
        "medium": "{d}. {month} {y}",
        "short": "{d}.{m}.{y}",
        "weekday": "{day_short} {d}.{m}.{y}",
        "day_month": "{d}. {month_short}",
        "month": "{month} {y}",
        "time": "{h}.{min:02d}",
        "at": "kl. {time}",
        "week": "uge {week}",
    },
    "en": {
        "long": "{day}, {d} {month} {y}",
        "medium": "{d} {month} {y}",
        "short": "{d:02d}/{m:02d}/{y}",
        "weekday": "{day_short}, {d:02d}/{m:02d}/{y}",
        "day_month": "{d} {month_short}",
        "month": "{month} {y}",
        "time": "{h:02d}:{min:02d}",
        "at": "{time}",
        "week": "week {week}",
    },
}


def format_date_long(day: date) -> str:
    """Return "torsdag den 22. april 2021". A datetime counts as the day of its own zone."""
    return _date("long", day)


def format_date_medium(day: date) -> str:
    """Return "22. april 2021"."""
    return _date("medium", day)


def format_date_short(day: date) -> str:
    """Return "22.4.2021", as authorities write it."""
    return _date("short", day)


def format_date_weekday(day: date) -> str:
    """Return "tors. 22.4.2021"."""
    return _date("weekday", day)


def format_day_month(day: date) -> str:
    """Return "22. apr.", for narrow places where the year is known."""
    return _date("day_month", day)


def format_month(day: date) -> str:
    """Return "april 2021"."""
    return _date("month", day)


def format_time(moment: time | datetime) -> str:
    """Return "9.30" for a clock time; a datetime is read in its own zone."""
    return _pattern("time").format(h=moment.hour, min=moment.minute)


def format_clock(moment: time | datetime) -> str:
    """Return "kl. 9.30"."""
    return _pattern("at").format(time=format_time(moment))


def format_time_span(start: time | datetime, end: time | datetime) -> str:
    """Return "kl. 9.30-12.00"."""
    return _pattern("at").format(time=f"{format_time(start)}-{format_time(end)}")


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
    return _pattern("week").format(week=week_number(day))


def _pattern(kind: str) -> str:
    return _PATTERNS.get(language(), _PATTERNS["en"])[kind]


def _date(kind: str, day: date) -> str:
    names = _NAMES.get(language(), _NAMES["en"])
    return _pattern(kind).format(
        d=day.day,
        m=day.month,
        y=day.year,
        day=names["day"][day.weekday()],
        day_short=names["day_short"][day.weekday()],
        month=names["month"][day.month - 1],
        month_short=names["month_short"][day.month - 1],
    )


def _from_day(moment: datetime) -> str:
    return f"{format_date_long(moment)} {format_clock(moment)}"


def _same_evening(start: datetime, end: datetime) -> bool:
    days = (end.date() - start.date()).days
    return days == 0 or (days == 1 and end.hour < 6)
