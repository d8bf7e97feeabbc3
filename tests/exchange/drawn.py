"""What every part of a drawn record is made of: texts, ids, moments and positions."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from flipdesk.exchange.session_times import with_offset

Draw = Callable[[st.SearchStrategy[Any]], Any]

guids = st.uuids(version=4).map(str)
letters = st.characters(
    codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\uffff\ufffe"
)
texts = st.text(letters | st.sampled_from("\n\tæøåÆØÅ"), max_size=30)
words = texts.filter(lambda text: text.strip() != "")
names = words.map(str.strip)
maybe_texts = st.none() | texts
offsets_ms = st.integers(0, 999 * 3_600_000)
zones = st.sampled_from(["Europe/Copenhagen", "Europe/London", "America/New_York", "+05:45"])
starts = st.datetimes(datetime(1970, 1, 2), datetime(2100, 1, 1)) | st.sampled_from(
    [datetime(2026, 10, 24, 20), datetime(2026, 3, 28, 21), datetime(2026, 10, 25, 0, 30)]
)
spans = st.timedeltas(timedelta(0), timedelta(hours=20)) | st.integers(0, 1200).map(
    lambda minutes: timedelta(minutes=minutes)
)


def fresh() -> str:
    return str(uuid.uuid4())


def moments_after(start: datetime, zone: str) -> st.SearchStrategy[datetime]:
    return spans.map(lambda span: with_offset(start + span, zone))


def positions(draw: Draw, count: int) -> list[int]:
    """Draw rising positions, mostly one after the other."""
    steps = draw(st.lists(st.sampled_from([1, 1, 1, 2, 10]), min_size=count, max_size=count))
    return [sum(steps[: index + 1]) - 1 for index in range(count)]
