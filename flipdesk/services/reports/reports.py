"""The reports of a knowledge base: what can be asked, and the numbers that answer."""

from dataclasses import replace
from functools import partial

from flipdesk.domain.changes import Changes
from flipdesk.domain.clock import Clock
from flipdesk.domain.concern import Concern, Place, PlaceKind
from flipdesk.domain.dates import format_date_short
from flipdesk.domain.ids import SeriesId, SessionId
from flipdesk.domain.pseudonyms import short_place
from flipdesk.domain.report import Report, Scope
from flipdesk.domain.vocabulary import Audience
from flipdesk.errors import BugError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.gate import Gate
from flipdesk.services.gate_texts import GateText, texts_in
from flipdesk.services.leaving import Leaving
from flipdesk.services.reports.asked import Asked, Known
from flipdesk.services.reports.codes import axis_word, codes
from flipdesk.services.reports.kept_counts import KeptCounts
from flipdesk.services.reports.report_kinds import AXES, SESSION, kind_of
from flipdesk.services.reports.slow_reading import SlowReport, finished

READERS = Audience.RESEARCHERS
"""What may be said in a report is what may be said to those who read no names."""


class Reports:
    """Reads only. The openly fictional examples are counted only where there is nothing else.

    What was counted of a session is kept: an object that outlives a change must `forget` it.
    """

    def __init__(
        self, base: KnowledgeBase, clock: Clock, known: Known = lambda _session: None
    ) -> None:
        self._base = base
        self._clock = clock
        self._kept = KeptCounts()
        self._known = known

    def counts_samples(self) -> bool:
        """Return whether the example is what is counted, for lack of anything of one's own."""
        return not self._base.facets.has_own()

    def make(self, name: str, scope: Scope) -> Report:
        """Count a report for a scope; what the report cannot be narrowed by is left out of it."""
        return finished(self.steps(name, scope))

    def steps(self, name: str, scope: Scope) -> SlowReport:
        """Count it in steps, each shorter than anybody notices, however much there is."""
        kind = kind_of(name)
        if kind is None:
            raise BugError(f"no report {name}")
        scope = self._fitting(scope, kind.takes)
        report = yield from kind.make(
            Asked(self._base, scope, self._clock.now(), self._kept, self._known)
        )
        return replace(report, scope=self._words(scope, kind.takes))

    def forget(self, changes: Changes) -> None:
        """Take changes in: who goes on counting with this object tells it of every one."""
        self._kept.forget(self._base, changes)

    def refuse(self, report: Report, scope: Scope) -> None:
        """Let a report pass to a file if everything in its words is decided.

        Raises:
            NotClearedError: something has to be decided first.
        """
        found, _homes = self.concerns(report, scope)
        is_series = all(self._base.series.get(SeriesId(one.place.key)) for one in found)
        advice = _("Put it right in the session, or keep it with a reason in Compile.")
        if is_series:
            advice = _("Change the title of the series in Hjem, or keep it in its digest.")
        Gate.refuse_concerns(found, advice)

    def concerns(
        self, report: Report, scope: Scope
    ) -> tuple[tuple[Concern, ...], dict[str, SessionId]]:
        """Return what has not been decided in its words, and the session that each place is in.

        Words of people stand in the heads of rows and columns, titles of items and of sessions and
        ideas, and in what it is narrowed to.
        """
        gate = Gate(self._base, self._clock)
        heads = {row.title for row in report.rows} | {one.title for one in report.columns}
        sessions = [scope.session] if scope.session else []
        for series_id in scope.series:
            sessions += [one.id for one in self._base.sessions.of_series(series_id)]
        found: dict[str, Concern] = {}
        homes: dict[str, SessionId] = {}
        for session_id in sessions:
            record = self._base.record(session_id)
            texts = [one for one in texts_in(record) if _stands(one, heads, report.scope)]
            for one in gate.concerns_about(Leaving(record, READERS, partial(iter, texts))):
                found.setdefault(one.code, one)
                homes.setdefault(one.place.key, session_id)
        for one in self._about_series(report, gate, homes):
            found.setdefault(one.code, one)
        return tuple(found.values()), homes

    def _about_series(
        self, report: Report, gate: Gate, homes: dict[str, SessionId]
    ) -> tuple[Concern, ...]:
        """Return the same of rows that are series; each is at home in its first session."""
        keys = [SeriesId(row.key) for row in report.rows if not row.is_sum]
        series = [one for key in keys if (one := self._base.series.get(key)) is not None]
        for one in series:
            for held in self._base.sessions.of_series(one.id)[:1]:
                homes[one.id] = held.id
        firsts = [homes[one.id] for one in series if one.id in homes]
        if not firsts:
            return ()
        record = self._base.record(firsts[0])
        places = [Place(PlaceKind.OTHER, one.id, one.title) for one in series]
        texts = [GateText(one.label, one, is_head=True) for one in places]
        kept = {same for key in firsts for same in gate.kept(key, READERS)}
        leaving = Leaving(record, READERS, partial(iter, texts))
        return leaving.concerns(gate.traces(record).find, kept)

    @staticmethod
    def _fitting(scope: Scope, takes: frozenset[str]) -> Scope:
        fitting = scope
        if "organisation" not in takes:
            fitting = replace(fitting, organisations=())
        if "series" not in takes:
            fitting = replace(fitting, series=())
        if SESSION not in takes:
            fitting = replace(fitting, session=None)
        if "potential" not in takes:
            fitting = replace(fitting, potentials=())
        if "period" not in takes:
            fitting = replace(fitting, since=None, until=None, years=())
        return fitting

    def _words(self, scope: Scope, takes: frozenset[str]) -> str:
        """Return in words what a report is narrowed to."""
        parts = [short_place(one) for one in scope.organisations]
        for series_id in scope.series:
            series = self._base.series.get(series_id)
            parts.append(series.title if series else "")
        session = self._base.sessions.get(scope.session) if scope.session else None
        if session is not None:
            parts.append(f"{session.title}, {format_date_short(session.starts)}")
        named = {one.slug: one.name for one in codes(self._base, "potentials")}
        parts += [named.get(slug, slug) for slug in scope.potentials]
        parts += [str(year) for year in scope.years]
        if scope.since:
            parts.append(_("from {day}").format(day=format_date_short(scope.since)))
        if scope.until:
            parts.append(_("up to {day}").format(day=format_date_short(scope.until)))
        if AXES in takes and scope.axes != ("potentials", "potentials"):
            parts.append(" × ".join(axis_word(axis).lower() for axis in scope.axes))
        if scope.samples:
            parts.append(_("invented example"))
        return " · ".join(part for part in parts if part)


def _stands(said: GateText, heads: set[str], scope: str) -> bool:
    """Return whether a text stands in a report, whose words of its scope hold titles."""
    return said.text in heads or (said.is_head and said.text in scope)
