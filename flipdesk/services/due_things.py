"""What has been kept for as long as it may: told from sessions, their days and the usual times."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from flipdesk.domain.ids import SeriesId
from flipdesk.domain.retention import Due, KeepingTimes, Kept
from flipdesk.domain.session import Session
from flipdesk.errors import KnownError
from flipdesk.knowledge.kept_counts import KeptCounts
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.knowledge.settings import RETENTION


def keeping_times(base: KnowledgeBase) -> KeepingTimes:
    """Return how long things are kept that have no day of their own."""
    try:
        stored = json.loads(base.settings.get(RETENTION, "{}"))
        return KeepingTimes({Kept(kept): int(months) for kept, months in stored.items()})
    except (ValueError, AttributeError, TypeError):
        return KeepingTimes()


def due_things(
    base: KnowledgeBase, sessions: Sequence[Session], last: Callable[[Session], date]
) -> tuple[Due, ...]:
    """Return what of these sessions is due by the last day for each, the longest overdue first."""
    times, counts = keeping_times(base), base.kept_counts.all()
    series = {one.id: one for one in base.series.all()}
    found = list(_key_lists(base, sessions, times, {key: one.title for key, one in series.items()}))
    for session in sessions:
        whose = series[session.series_id].organisation
        for kept in Kept:
            due = _of_session(session, kept, times, counts[session.id], whose)
            if due is not None:
                found.append(due)
    by_id = {one.id: one for one in sessions}
    ripe = [one for one in found if one.day <= last(by_id[one.session_id])]
    return tuple(sorted(ripe, key=lambda one: (one.day, one.title, one.kept)))


def _of_session(
    session: Session, kept: Kept, times: KeepingTimes, counts: KeptCounts, whose: str
) -> Due | None:
    day = times.day(kept, session)
    amounts = {
        Kept.SOUND: counts.sound_ms // 60_000 if counts.recordings else None,
        Kept.REFLECTIONS: counts.notes or None,
        Kept.MINUTES: counts.minutes or None,
    }
    amount = amounts.get(kept)
    if day is None or amount is None:
        return None
    title = ", ".join(part for part in (session.title, whose) if part)
    return Due(kept, day, session.series_id, title, (session.id,), amount)


def _key_lists(
    base: KnowledgeBase,
    sessions: Iterable[Session],
    times: KeepingTimes,
    titles: dict[SeriesId, str],
) -> Iterator[Due]:
    """Yield the key lists of series of which every session has a day."""
    by_series: dict[SeriesId, list[Session]] = {}
    for one in sessions:
        by_series.setdefault(one.series_id, []).append(one)
    for series_id, count in _known_keys(base).items():
        those = by_series.get(series_id, [])
        days = [times.day(Kept.KEY, one) for one in those]
        dated = [day for day in days if day is not None]
        if dated and len(dated) == len(days):
            ids = tuple(one.id for one in those)
            yield Due(Kept.KEY, max(dated), series_id, titles[series_id], ids, count)


def _known_keys(base: KnowledgeBase) -> dict[SeriesId, int]:
    counts: dict[SeriesId, int] = {}
    try:
        entries = base.pseudonym_key.entries()
    except KnownError:
        return counts  # whoever uses the key is told why it cannot be read
    for one in entries:
        if one.person_id is not None:
            counts[one.series_id] = counts.get(one.series_id, 0) + 1
    return counts
