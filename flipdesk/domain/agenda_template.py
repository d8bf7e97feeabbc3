"""Agenda templates: the run sheets people begin from."""

from dataclasses import dataclass
from itertools import count

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.ids import AgendaItemId, SessionId, new_guid
from flipdesk.domain.vocabulary import AgendaKind, SessionKind


@dataclass(frozen=True, slots=True)
class TemplateItem:
    """One item of a template; its fields are those of an agenda item. `day` counts from 1."""

    title: str
    kind: AgendaKind
    minutes: int
    minutes_min: int | None = None
    minutes_max: int | None = None
    flexible: bool = False
    purpose: str | None = None
    how: str | None = None
    plan_b: str | None = None
    materials: tuple[str, ...] = ()
    day: int | None = None


@dataclass(frozen=True, slots=True)
class AgendaTemplate:
    """A named run sheet for one kind of session; it belongs to no potential."""

    key: str
    title: str
    kind: SessionKind
    description: str
    items: tuple[TemplateItem, ...]

    @property
    def minutes(self) -> int:
        """Return the length of all days together."""
        return sum(item.minutes for item in self.items)

    @property
    def buffer_minutes(self) -> int:
        """Return the minutes that can give."""
        return sum(item.minutes for item in self.items if item.flexible)

    def minutes_of_day(self, day: int = 1) -> int:
        """Return the length of one day, which is the default length of a session."""
        return sum(item.minutes for item in self.items if (item.day or 1) == day)

    @property
    def days(self) -> int:
        return max((item.day or 1 for item in self.items), default=1)

    def agenda(self, session_id: SessionId, first_position: int) -> tuple[AgendaItem, ...]:
        """Return fresh agenda items for a session, with the keys a1, a2 and so on."""
        return tuple(
            AgendaItem(
                id=AgendaItemId(new_guid()),
                session_id=session_id,
                position=position,
                title=item.title,
                kind=item.kind,
                minutes=item.minutes,
                minutes_min=item.minutes_min,
                minutes_max=item.minutes_max,
                flexible=item.flexible,
                purpose=item.purpose,
                how=item.how,
                plan_b=item.plan_b,
                materials=item.materials,
                key=f"a{number}",
                day=item.day,
            )
            for number, position, item in zip(count(1), count(first_position), self.items)
        )
