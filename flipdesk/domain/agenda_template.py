"""Agenda templates: the run sheets people begin from."""

from dataclasses import dataclass, fields
from itertools import count

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.ids import (
    AgendaBlockId,
    AgendaItemId,
    AgendaTemplateId,
    SessionId,
    new_guid,
)
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

    @classmethod
    def of(cls, item: AgendaItem) -> "TemplateItem":
        """Return what of an agenda item can be used again: neither who nor what happened."""
        return cls(**{one.name: getattr(item, one.name) for one in fields(cls)})

    def agenda_item(
        self, session_id: SessionId, position: int, *, key: str | None = None
    ) -> AgendaItem:
        """Return a fresh agenda item for a session."""
        return AgendaItem(
            id=AgendaItemId(new_guid()),
            session_id=session_id,
            position=position,
            key=key,
            **{one.name: getattr(self, one.name) for one in fields(self)},
        )


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
            item.agenda_item(session_id, position, key=f"a{number}")
            for number, position, item in zip(count(1), count(first_position), self.items)
        )


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    """A run sheet that somebody has kept."""

    id: AgendaTemplateId
    template: AgendaTemplate


@dataclass(frozen=True, slots=True)
class OwnBlock:
    """An item that somebody has kept to use again."""

    id: AgendaBlockId
    item: TemplateItem
