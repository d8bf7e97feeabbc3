"""What a search is narrowed by seldom: kinds, codes, series, sessions, who wrote it, a period."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from flipdesk.domain.codebook import POTENTIALS_AXIS, Axis
from flipdesk.domain.dates import format_date_short
from flipdesk.domain.narrowing import AUTHOR, CODE, KIND, PERIOD, SERIES, SESSION, days_of
from flipdesk.domain.pseudonyms import capital
from flipdesk.domain.search import Facets
from flipdesk.domain.vocabulary import ReflectionKind
from flipdesk.domain.words import word
from flipdesk.i18n import _, ngettext
from flipdesk.ui.widgets.filter_button import Choice

ASK_PERIOD = "period?"
"""The choice that asks from when and until when."""
_NOTHING = Facets()
_MONTHS = (3, 6, 12)
_NEWEST = 30
"""Sessions that are offered; those of a chosen series are offered all."""


@dataclass(frozen=True, slots=True)
class Seldom:
    """What there is to offer."""

    facets: Facets = _NOTHING
    axes: tuple[Axis, ...] = ()

    def choices(self, chosen: Collection[str]) -> list[Choice]:
        """Return every choice; what is `chosen` is among them though it is offered no more."""
        return [
            *self._kinds(),
            *self._codes(),
            *self._series(),
            *self._sessions(chosen),
            *self._periods(chosen),
            *self._authors(),
        ]

    def _kinds(self) -> Iterator[Choice]:
        for one in self.facets.kinds:
            text = capital(word(ReflectionKind(one.value)))
            yield Choice(f"{KIND}/{one.value}", text, one.count, _("Kind"))

    def _codes(self) -> Iterator[Choice]:
        for axis in self.axes:
            if axis.key == POTENTIALS_AXIS:
                continue
            for code in axis.codes:
                yield Choice(f"{CODE}/{axis.key}/{code.slug}", code.name, None, capital(axis.title))

    def _series(self) -> Iterator[Choice]:
        for one in self.facets.series:
            yield Choice(f"{SERIES}/{one.value}", one.title, one.count, _("Series"))

    def _sessions(self, chosen: Collection[str]) -> Iterator[Choice]:
        for place, one in enumerate(self.facets.sessions):
            value = f"{SESSION}/{one.value}"
            if place < _NEWEST or value in chosen:
                day = "" if one.day is None else f" · {format_date_short(one.day)}"
                yield Choice(value, f"{one.title}{day}", one.count, _("Session"))

    def _periods(self, chosen: Collection[str]) -> Iterator[Choice]:
        title = _("Period")
        for months in _MONTHS:
            words = ngettext("The last {count} month", "The last {count} months", months)
            text = words.format(count=months)
            yield Choice(f"{PERIOD}/{months}", text, section=title, is_single=True)
        for value in sorted(chosen):
            days = days_of(value)
            if days is not None:
                text = "–".join(format_date_short(day) for day in days)
                yield Choice(value, text, section=title, is_single=True)
        yield Choice(ASK_PERIOD, _("From and until…"), section=title, asks=True)

    def _authors(self) -> Iterator[Choice]:
        for one in self.facets.authors:
            yield Choice(f"{AUTHOR}/{one.value}", one.value, one.count, _("Written by"))
