"""Every report there is: its question, what it can be narrowed by, and who counts it.

What counts is imported when it is asked for, so that naming the reports costs nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module

from flipdesk.domain.report import Report
from flipdesk.i18n import N_, _
from flipdesk.services.reports.asked import Asked
from flipdesk.services.reports.slow_reading import SlowReport

PERIOD, ORGANISATION, SERIES, SESSION, POTENTIAL, AXES = (
    "period", "organisation", "series", "session", "potential", "axes",
)  # fmt: skip
_PLACES = frozenset({PERIOD, ORGANISATION, SERIES})
Make = Callable[[Asked], Report | SlowReport]


@dataclass(frozen=True, slots=True)
class ReportKind:
    """`needs` must be chosen, `takes` may be; measures are keys with their translatable words."""

    name: str
    title: str
    question: str
    where: str
    takes: frozenset[str]
    needs: str = ""
    measures: tuple[tuple[str, str], ...] = ()

    def make(self, asked: Asked) -> SlowReport:
        """Count it, step by step."""
        module, function = self.where.split(":")
        made: Make = getattr(import_module(f"flipdesk.services.reports.{module}"), function)
        report = made(asked)
        if not isinstance(report, Report):
            report = yield from report
        return replace(report, title=_(self.title), question=_(self.question))


KINDS: tuple[ReportKind, ...] = (
    ReportKind(
        "potentials",
        N_("Potential and municipality"),
        N_("Which potentials are talked about where?"),
        "potentials:potential_matrix",
        _PLACES | {POTENTIAL},
        measures=(
            ("count", N_("Number")),
            ("minutes", N_("Floor time")),
            ("share", N_("Share")),
        ),
    ),
    ReportKind(
        "timeline",
        N_("The course of the session"),
        N_("What happened when?"),
        "timeline:timeline",
        frozenset({SESSION}),
        needs=SESSION,
    ),
    ReportKind(
        "airtime",
        N_("Airtime by role"),
        N_("Which voices had the floor, and when?"),
        "airtime:airtime_by_role",
        frozenset({SESSION}),
        needs=SESSION,
        measures=(("time", N_("Time")), ("share", N_("Share"))),
    ),
    ReportKind(
        "plan",
        N_("Planned and actual"),
        N_("How did the plan hold?"),
        "plan:planned_and_actual",
        _PLACES | {SESSION},
    ),
    ReportKind(
        "dilemmas",
        N_("Dilemmas between the moral dimensions"),
        N_("Which considerations pull against each other?"),
        "dilemmas:dilemmas",
        _PLACES | {SESSION},
        measures=(("dilemmas", N_("Dilemmas")), ("reflections", N_("All reflections"))),
    ),
    ReportKind(
        "uptake",
        N_("What became of what citizens said"),
        N_("Is what citizens say taken up, overheard or overtaken?"),
        "uptake:uptake",
        _PLACES,
    ),
    ReportKind(
        "together",
        N_("What occurs together"),
        N_("Which tags occur together?"),
        "together:together",
        _PLACES | {SESSION, AXES},
        measures=(
            ("exact", N_("Same place")),
            ("inclusion", N_("Inside")),
            ("overlap", N_("Overlap")),
            ("proximity", N_("Near")),
        ),
    ),
    ReportKind(
        "journeys",
        N_("The way of the ideas"),
        N_("What became of the ideas of the series?"),
        "journeys:journeys",
        frozenset({SERIES}),
        needs=SERIES,
    ),
    ReportKind(
        "actions",
        N_("Actions by age"),
        N_("How long have actions been waiting?"),
        "actions:actions_by_age",
        _PLACES,
    ),
    ReportKind(
        "coverage",
        N_("Coverage by year"),
        N_("How many sessions, hours and participants were there?"),
        "coverage:coverage",
        _PLACES,
        measures=(
            ("sessions", N_("Sessions")),
            ("hours", N_("Hours")),
            ("participants", N_("Participants")),
        ),
    ),
    ReportKind(
        "voices",
        N_("Voices per potential"),
        N_("Who has spoken about which potential?"),
        "voices:voices",
        _PLACES | {POTENTIAL},
        measures=(("count", N_("Number")), ("share", N_("Share"))),
    ),
    ReportKind(
        "attendance",
        N_("Attendance"),
        N_("Who could come, and who could not?"),
        "attendance:attendance",
        _PLACES,
    ),
)


def kind_of(name: str) -> ReportKind | None:
    """Return the kind of a name, None when there is none."""
    return next((one for one in KINDS if one.name == name), None)
