"""Every time in a session file, read and placed, with what is wrong about any of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from flipdesk.exchange.refusal import Path, Problems
from flipdesk.exchange.session_checks import Object, object_of, objects, text_of
from flipdesk.exchange.session_day_starts import read_day_starts
from flipdesk.exchange.session_deletion import DELETION_FIELDS
from flipdesk.exchange.session_times import (
    NoSuchTimeError,
    SessionDay,
    TooEarlyError,
    WrongTimeError,
    is_zone,
    natural_zone,
    read_date,
    read_moment,
    read_wall,
    with_offset,
)
from flipdesk.i18n import _


@dataclass(frozen=True, slots=True)
class Timetable:
    """The session's day, and every time of the file by its path."""

    day: SessionDay
    moments: Mapping[Path, datetime] = field(default_factory=dict)
    dates: Mapping[Path, date] = field(default_factory=dict)


def read_timetable(data: Object, problems: Problems) -> Timetable | None:
    """Return the times of a file, None when nobody can say when the session starts."""
    session = object_of(data, "session")
    dates = _read_dates(data, problems)
    starts = _plain_moment(session, "starts", ("session",), problems)
    zone = text_of(session, "zone")
    if zone is not None and not is_zone(zone):
        problems.add(("session", "zone"), _("is no time zone such as Europe/Copenhagen or +02:00"))
        zone = None
    if starts is None:
        return None
    zone = zone or natural_zone(starts)
    own = read_day_starts(session, problems)
    day = SessionDay(with_offset(starts, zone), zone, own)
    moments: dict[Path, datetime] = {("session", "starts"): day.starts}
    reading = _Reading(day, problems, moments)
    for key in ("ends", "began", "finished"):
        reading.moment(session, key, ("session",))
    ends = moments.get(("session", "ends"))
    if ends is not None and ends < day.starts:
        problems.add(("session", "ends"), _("lies before starts"))
    _read_agenda(data, reading)
    for index, participant in objects(data, "participants"):
        path: Path = ("participants", index)
        arrived = reading.wall(participant, "arrived", path)
        reading.wall(participant, "left", path, after=arrived, begun=arrived)
    for part in (
        *("markers", "reflections", "outcomes", "recordings", "queue"),
        *("transcripts", "text_versions", "codings", "memos", "materials"),
        *("information_texts", "consent_notes"),
    ):
        for index, element in objects(data, part):
            for key in (
                *("said_at", "started", "stopped", "since", "until"),
                *("created", "placed_at", "replaced", "made", "added", "noted"),
            ):
                reading.moment(element, key, (part, index))
    for index, pause in objects(data, "pauses"):
        for key in ("started", "ended"):
            reading.moment(pause, key, ("pauses", index))
    return Timetable(day, moments, dates)


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads times one by one and keeps them by their path."""

    day: SessionDay
    problems: Problems
    moments: dict[Path, datetime]

    def moment(self, element: Object, key: str, path: Path) -> None:
        moment = _plain_moment(element, key, path, self.problems)
        if moment is not None:
            self.moments[*path, key] = self.day.local(moment)

    def wall(self, element: Object, key: str, path: Path, **place: Any) -> datetime | None:
        text = text_of(element, key)
        if text is None:
            return None
        try:
            moment = read_wall(text, self.day, **place)
        except NoSuchTimeError:
            self.problems.add((*path, key), _("the clocks skip that time that night"))
        except TooEarlyError:
            self.problems.add((*path, key), _("lies before its beginning"))
        except WrongTimeError:
            self.problems.add((*path, key), _("is no time of day such as 09:32"))
        else:
            self.moments[*path, key] = moment
            return moment
        return None


def _read_agenda(data: Object, reading: _Reading) -> None:
    latest: datetime | None = None
    for index, item in objects(data, "agenda"):
        day = item.get("day", 1)
        day = day if isinstance(day, int) and 1 <= day <= 366 else 1
        path: Path = ("agenda", index)
        started = reading.wall(item, "started", path, day=day, after=latest)
        latest = later(latest, started)
        ended = reading.wall(item, "ended", path, day=day, after=started or latest, begun=started)
        latest = later(latest, ended)


def later(one: datetime | None, other: datetime | None) -> datetime | None:
    """Return the later of two moments, or the one there is."""
    return max((moment for moment in (one, other) if moment is not None), default=None)


def _plain_moment(element: Object, key: str, path: Path, problems: Problems) -> datetime | None:
    text = text_of(element, key)
    if text is None:
        return None
    moment = read_moment(text)
    if moment is None:
        problems.add((*path, key), _("is no moment such as 2021-04-22T09:30:00+02:00"))
    return moment


def _read_dates(data: Object, problems: Problems) -> dict[Path, date]:
    dates: dict[Path, date] = {}
    places: list[tuple[Path, Object]] = [
        (("session", field), object_of(data, "session")) for field in DELETION_FIELDS
    ]
    for index, participant in objects(data, "participants"):
        path: Path = ("participants", index, "consent", "on")
        places.append((path, object_of(participant, "consent")))
    for index, outcome in objects(data, "outcomes"):
        places.append((("outcomes", index, "due"), outcome))
    for path, element in places:
        text = text_of(element, str(path[-1]))
        if text is None:
            continue
        found = read_date(text)
        if found is None:
            problems.add(path, _("is no date such as 2021-04-30"))
        else:
            dates[path] = found
    return dates
