"""A day by which something is to be done, as it may stand in a calendar; nobody is named in it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Deadline:
    """`uid` is the same for ever, so that a calendar meets it again when the day is moved."""

    uid: str
    day: date
    summary: str
    description: str = ""
