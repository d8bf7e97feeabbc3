"""Due dates as people write them at the end of a line: "fre", "30/4", "om 14 dage", "uge 17".

Danish and English are both understood, whatever the language of the window. A deadline word
("senest", "inden", "frist", "by", "due") may stand before the day; without one only the last words
of the line count, and only what is hardly ever meant otherwise: "man" and "søn" need one, and a
number such as 30.4 needs it too, or its last dot. What comes after "hver", "sidste" or "efter" is
no due date. A week is due on its Friday, and the day of a weekday is always one to come.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from flipdesk.domain.months import months_later

_WEEKDAYS = (
    ("mandag", "monday", "tirsdag", "tuesday", "onsdag", "wednesday", "torsdag", "thursday"),
    ("fredag", "friday", "lørdag", "saturday", "søndag", "sunday"),
)
_FULL = {name: n // 2 for n, name in enumerate([*_WEEKDAYS[0], *_WEEKDAYS[1]])}
_SHORTER = "man mon|tirs tir tue|ons wed|tors tor thu|fre fri|lør sat|søn sun"
_SHORT = {name: n for n, names in enumerate(_SHORTER.split("|")) for name in names.split()}
_NEED_A_WORD = frozenset({"man", "tor", "søn", "sat", "sun"})
"""Also words, or names: they count after a deadline word alone."""
_ENGLISH = frozenset({"mon", "tue", "wed", "thu", "fri"})
"""Count without a deadline word only as written in English: "holder fri" is no Friday."""
_MONTHS = (
    *("januar january jan", "februar february feb", "marts march mar", "april apr", "maj may"),
    *("juni june jun", "juli july jul", "august aug", "september sept sep"),
    *("oktober october okt oct", "november nov", "december dec"),
)
_MONTH = {name: n for n, names in enumerate(_MONTHS, start=1) for name in names.split()}
_COUNTED = "en et én ét a an one|to two|tre three|fire four|fem five|seks six|syv|otte|ni|ti ten"
_NUMBERS = {"fjorten": 14} | {
    name: n for n, names in enumerate(_COUNTED.split("|"), start=1) for name in names.split()
}
_NOT_AFTER = frozenset(
    "hver hvert hveranden sidste forrige efter fra siden omkring mellem og eller som end kl klokken"
    " every each last from since after about around and or than as at".split()
)
_ARTICLES = frozenset({"den", "d.", "på", "the", "on"})
_STRONG = re.compile(
    r"(?:senest|inden|frist(?:en)?|deadline|by|due|before|no later than)\b:?\s*"
    r"(?:(?:den|d\.|på|on)\s+)?",
    re.IGNORECASE,
)
_WEAK = re.compile(r"(?:(?:til|på|den|d\.|i|on|for)\s+){1,2}", re.IGNORECASE)
_NEXT_TIME = re.compile(
    r"(?:(?:til|inden|senest|by|before|for)\s+)?"
    r"(?:næste\s+(?:gang|møde|flip)|next\s+(?:time|meeting|session))",
    re.IGNORECASE,
)
_MOST_WORDS = 7


@dataclass(frozen=True, slots=True)
class DueContext:
    """What "today" and "next time" mean where a line is written."""

    today: date
    next_session: date | None = None


@dataclass(frozen=True, slots=True)
class DueDate:
    """A day that was understood at the end of a text, from `start` on."""

    start: int
    day: date


def find_due(text: str, context: DueContext, *, with_word: bool = False) -> DueDate | None:
    """Return the due date at the end of a text, None when there is none.

    With `with_word` it counts only after a deadline word, or as the next session.
    """
    end = len(text.rstrip())
    if text[:end].endswith("!"):
        end = len(text[:end].rstrip("!"))
    starts = [match.start() for match in re.finditer(r"(?<!\S)\S", text[:end])][-_MOST_WORDS:]
    for start in starts:
        before = re.findall(r"[\w.]+", text[:start])
        while before and before[-1].casefold() in _ARTICLES:
            before.pop()
        word = before[-1].rstrip(".").casefold() if before else ""
        # After a weekday that does not fit, a date is as doubtful as the weekday.
        if word in _NOT_AFTER or word in _FULL or word in _SHORT:
            continue
        day = _phrase(text[start:end], context, with_word=with_word)
        if day is not None:
            return DueDate(start, day)
    return None


def read_due(text: str, context: DueContext) -> date | None:
    """Return the day that a whole text says, as in a field that asks for nothing else."""
    words = text.strip()
    day = _phrase(words, context, with_word=False)
    return day or _phrase(f"senest {words}", context, with_word=True)


def write_due(day: date) -> str:
    """Return the words that mean this very day, whenever they are read."""
    return f"senest {day.day}.{day.month}.{day.year}"


def _phrase(words: str, context: DueContext, *, with_word: bool) -> date | None:
    if _NEXT_TIME.fullmatch(words.rstrip(".")):
        return context.next_session
    today = context.today
    strong = _STRONG.match(words)
    if strong is not None and strong.end() < len(words):
        return _when(words[strong.end() :], today, is_certain=True)
    if with_word:
        return None
    day = _when(words, today, is_certain=False)
    weak = _WEAK.match(words)
    if day is None and weak is not None:
        day = _when(words[weak.end() :], today, is_certain=False)
    return day


def _when(words: str, today: date, *, is_certain: bool) -> date | None:
    day = _weekday(words, today, is_certain=is_certain)
    day = day or _numbers(words, today, is_certain=is_certain)
    for read in (_named_month, _iso, _relative, _week):
        day = day or read(words, today)
    return day


def _weekday(words: str, today: date, *, is_certain: bool) -> date | None:
    """Read "fre", "næste fredag", "mandag den 3. maj"."""
    match = re.fullmatch(
        r"(?:(?P<next>næste|next)\s+)?(?P<name>[^\W\d_]+)(?P<dot>\.?)"
        r"(?:\s+(?:(?:den|d\.|the)\s+)?(?P<day>.*\d.*))?",
        words,
        re.IGNORECASE,
    )
    if match is None:
        return None
    name = match["name"].casefold()
    weekday = _FULL.get(name, _SHORT.get(name))
    if weekday is None:
        return None
    if match["day"]:
        day = _numbers(match["day"], today, is_certain=True)
        day = day or _named_month(match["day"], today)
        return day if day is not None and day.weekday() == weekday and not match["next"] else None
    also_a_word = name in _NEED_A_WORD or (name in _ENGLISH and not match["name"][0].isupper())
    if also_a_word and not is_certain and not match["next"]:
        return None
    if match["next"]:
        return _monday(today) + timedelta(days=7 + weekday)
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _numbers(words: str, today: date, *, is_certain: bool) -> date | None:
    """Read "30/4", "30.4.", "30/4-27", "30.4.2027"."""
    match = re.fullmatch(
        r"(\d{1,2})(?:/(\d{1,2})|\.\s?(\d{1,2}))(?:[-/. ]\s?(\d{4}|\d{2}))?(\.?)", words
    )
    if match is None or (words.rstrip(".") == "24/7" and not is_certain):
        return None
    day, slashed, dotted, year, dot = match.groups()
    if dotted and not (is_certain or year or dot):
        return None
    return _day(int(day), int(slashed or dotted), year, today)


def _named_month(words: str, today: date) -> date | None:
    """Read "30. april", "den 3. maj 2027", "April 30"."""
    match = re.fullmatch(
        r"(?:(?P<d>\d{1,2})(?:\.|st|nd|rd|th)?\s*(?P<m>[^\W\d_]+)"
        r"|(?P<em>[^\W\d_]+)\s+(?P<ed>\d{1,2}))"
        r"\.?(?:,?\s+(?P<y>\d{4}))?\.?",
        words,
    )
    if match is None:
        return None
    month = _MONTH.get((match["m"] or match["em"]).casefold())
    return None if month is None else _day(int(match["d"] or match["ed"]), month, match["y"], today)


def _iso(words: str, _today: date) -> date | None:
    try:
        return date.fromisoformat(words.rstrip(".")) if re.match(r"\d{4}-", words) else None
    except ValueError:
        return None


def _relative(words: str, today: date) -> date | None:
    """Read "i morgen", "om 14 dage", "in two weeks", "næste uge"."""
    plain = " ".join(words.rstrip(".").casefold().split())
    named = {
        **dict.fromkeys(("i dag", "idag", "today"), 0),
        **dict.fromkeys(("i morgen", "imorgen", "tomorrow"), 1),
        **dict.fromkeys(("i overmorgen", "overmorgen"), 2),
    }
    if plain in named:
        return _later(today, days=named[plain])
    if plain in ("næste uge", "next week"):
        return _monday(today) + timedelta(days=11)
    match = re.fullmatch(
        r"(?:om|in)\s+(\w+)\s+(?:(dage?|days?)|(uger?|weeks?)|(måned(?:er)?|months?))", plain
    )
    if match is None:
        return None
    count = int(match[1]) if match[1].isdecimal() else _NUMBERS.get(match[1])
    if count is None or not 0 < count < 1000:
        return None
    if match[4]:
        return months_later(today, count)
    return _later(today, days=count if match[2] else 7 * count)


def _week(words: str, today: date) -> date | None:
    """Read "uge 17": its Friday, this year or else next."""
    match = re.fullmatch(r"(?:i\s+)?(?:uge|week)\s+(\d{1,2})\.?", words, re.IGNORECASE)
    if match is None:
        return None
    iso_year = today.isocalendar().year
    for year in (iso_year, iso_year + 1):
        try:
            friday = date.fromisocalendar(year, int(match[1]), 5)
        except ValueError:
            continue
        if friday >= today:
            return friday
    return None


def _day(day: int, month: int, year: str | None, today: date) -> date | None:
    """Return that day of this year, or of the next when it is over; years as they are written."""
    if year is not None:
        return _date(int(year) if len(year) == 4 else 2000 + int(year), month, day)
    days = (_date(today.year + more, month, day) for more in (0, 1))
    return next((one for one in days if one is not None and one >= today), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _later(today: date, *, days: int) -> date:
    return today + timedelta(days=days)
