"""A day as somebody types it in Denmark: 22/4, 22.4.2021, 22-04-21."""

import re
from datetime import date

_TYPED = re.compile(r"^\s*(\d{1,2})[./-]\s*(\d{1,2})\.?(?:[./-]?\s*(\d{4}|\d{2}))?\s*$")


def parse_day(text: str, year: int) -> date | None:
    """Return the day that is meant, in `year` when none is said; None when it is no day."""
    found = _TYPED.match(text)
    if found is None:
        try:
            return date.fromisoformat(text.strip())
        except ValueError:
            return None
    day, month, said = found.groups()
    whole = year if said is None else int(said) + (2000 if len(said) == 2 else 0)
    try:
        return date(whole, int(month), int(day))
    except ValueError:
        return None
