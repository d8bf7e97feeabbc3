"""The hours of a session's later days, as they are stored."""

import json
from datetime import time

from flipdesk.domain.day_starts import DayStarts
from flipdesk.knowledge.mapping import Column


def _load(text: str) -> DayStarts:
    if text == "{}":  # That of nearly every session, of which there can be thousands.
        return ()
    return tuple((int(day), time.fromisoformat(hour)) for day, hour in json.loads(text).items())


def _dump(own: DayStarts) -> str:
    return json.dumps({str(day): begins.isoformat() for day, begins in own})


DAY_STARTS = Column("day_starts", "day_starts", _load, _dump)
"""JSON, such as {"2": "08:30:00"}."""
