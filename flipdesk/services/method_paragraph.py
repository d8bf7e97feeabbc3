"""A paragraph for the method section of an article, with our own counts (R42)."""

from collections.abc import Iterator, Sequence

from flipdesk.domain.dates import format_date_medium
from flipdesk.domain.ids import SeriesId
from flipdesk.domain.method_counts import MethodCounts
from flipdesk.domain.vocabulary import Role, SessionKind
from flipdesk.i18n import _, language, ngettext, speaking
from flipdesk.knowledge.knowledge_base import KnowledgeBase

_FLIPS = frozenset(
    {
        SessionKind.EMPLOYEE_FLIP,
        SessionKind.LEADER_FLIP,
        SessionKind.CONVERSATION_FLIP,
        SessionKind.LEND_AN_EAR,
    }
)
"""Kinds that are called FLIP where they are counted together."""


def _kinds(kind: SessionKind, count: int) -> str:
    """Return "18 samtaleanalytiske FLIP"."""
    words = {
        SessionKind.EMPLOYEE_FLIP: ngettext("{n} employee FLIP", "{n} employee FLIPs", count),
        SessionKind.LEADER_FLIP: ngettext("{n} leader FLIP", "{n} leader FLIPs", count),
        SessionKind.CONVERSATION_FLIP: ngettext(
            "{n} conversation FLIP", "{n} conversation FLIPs", count
        ),
        SessionKind.LEND_AN_EAR: ngettext(
            "{n} session of Lend an ear", "{n} sessions of Lend an ear", count
        ),
        SessionKind.SEMINAR: ngettext("{n} seminar", "{n} seminars", count),
        SessionKind.LEADER_SEMINAR: ngettext("{n} leader seminar", "{n} leader seminars", count),
        SessionKind.BROKER_SEMINAR: ngettext(
            "{n} knowledge broker seminar", "{n} knowledge broker seminars", count
        ),
        SessionKind.TRAINING_GROUP: ngettext(
            "{n} meeting of a training group", "{n} meetings of training groups", count
        ),
        SessionKind.MEETING: ngettext("{n} meeting", "{n} meetings", count),
        SessionKind.OBSERVATION: ngettext("{n} observation", "{n} observations", count),
        SessionKind.INTERVIEW: ngettext("{n} interview", "{n} interviews", count),
    }
    return words[kind].format(n=_number(count))


def _people(role: Role, count: int) -> str:
    words = {
        Role.RESEARCHER: ngettext("{n} researcher", "{n} researchers", count),
        Role.KNOWLEDGE_BROKER: ngettext("{n} knowledge broker", "{n} knowledge brokers", count),
        Role.CASEWORKER: ngettext("{n} caseworker", "{n} caseworkers", count),
        Role.EMPLOYER_CONSULTANT: ngettext(
            "{n} employer consultant", "{n} employer consultants", count
        ),
        Role.MENTOR: ngettext("{n} mentor", "{n} mentors", count),
        Role.TEAM_LEADER: ngettext("{n} team leader", "{n} team leaders", count),
        Role.MANAGER: ngettext("{n} manager", "{n} managers", count),
        Role.DIRECTOR: ngettext("{n} director", "{n} directors", count),
        Role.POLITICIAN: ngettext("{n} politician", "{n} politicians", count),
        Role.EVALUATOR: ngettext("{n} evaluator", "{n} evaluators", count),
        Role.OTHER: ngettext("{n} other participant", "{n} other participants", count),
    }
    return words[role].format(n=_number(count))


class MethodParagraphs:
    """Writes the paragraph anew every time: its numbers are those of this moment."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base

    def counts(self, series: Sequence[SeriesId] | None = None) -> MethodCounts:
        """Return the numbers, of these series or of all."""
        return self._base.method_counts.of(series)

    def write(
        self,
        series: Sequence[SeriesId] | None = None,
        *,
        in_language: str = "da",
        naming_places: bool = False,
    ) -> str:
        """Return the paragraph in "da" or "en", "" when nothing has been held yet.

        Places are counted, and named only when somebody wants it.
        """
        counts = self.counts(series)
        if not counts.session_count:
            return ""
        with speaking(in_language):
            return " ".join(_sentences(counts, naming_places=naming_places))


def _sentences(counts: MethodCounts, *, naming_places: bool) -> Iterator[str]:
    yield _material(counts)
    yield _where(counts, naming_places=naming_places)
    if counts.people:
        yield _who(counts)
    yield _sound(counts)
    if counts.reflections:
        yield _notes(counts)


def _material(counts: MethodCounts) -> str:
    flips = sum(count for kind, count in counts.sessions.items() if kind in _FLIPS)
    kinds = [
        _kinds(kind, counts.sessions[kind]) for kind in SessionKind if counts.sessions.get(kind)
    ]
    length = _length(counts.minutes)
    if counts.session_count == 1:
        return _("The empirical material is {kinds} {length}.").format(
            kinds=kinds[0], length=length
        )
    if len(kinds) == 1:
        return _("The empirical material is {kinds}, each {length}.").format(
            kinds=kinds[0], length=length
        )
    if flips == counts.session_count:
        total = ngettext("{n} FLIP", "{n} FLIPs", flips).format(n=_number(flips))
    else:
        total = ngettext("{n} session", "{n} sessions", counts.session_count).format(
            n=_number(counts.session_count)
        )
    return _("The empirical material is {total} {length}: {kinds}.").format(
        total=total, length=length, kinds=_listed(kinds)
    )


def _where(counts: MethodCounts, *, naming_places: bool) -> str:
    assert counts.first is not None
    assert counts.last is not None
    first, last = format_date_medium(counts.first), format_date_medium(counts.last)
    when = (
        _("on {day}").format(day=first)
        if counts.first == counts.last
        else _("from {first} to {last}").format(first=first, last=last)
    )
    series = ngettext("{n} series", "{n} series", counts.series).format(n=_number(counts.series))
    if not counts.organisations:
        return _("They were held {when} in {series}.").format(when=when, series=series)
    places = ngettext("{n} organisation", "{n} organisations", len(counts.organisations)).format(
        n=_number(len(counts.organisations))
    )
    if naming_places:
        places = f"{places} ({_listed(list(counts.organisations))})"
    return _("They were held {when} in {series} with {places}.").format(
        when=when, series=series, places=places
    )


def _who(counts: MethodCounts) -> str:
    people = ngettext("{n} person", "{n} people", counts.people).format(n=_number(counts.people))
    roles = _listed([_people(role, count) for role, count in counts.came.items()])
    again = counts.attendances - counts.people
    if not again:
        return _("{people} took part: {roles}.").format(people=people, roles=roles)
    return _("{people} took part, some of them more than once: {roles}.").format(
        people=people, roles=roles
    )


def _sound(counts: MethodCounts) -> str:
    total = _hours(counts.total_minutes)
    if not counts.recorded_minutes:
        return _("Together the sessions lasted {total}.").format(total=total)
    return _("Together the sessions lasted {total}; {recorded} are recorded as sound.").format(
        total=total, recorded=_hours(counts.recorded_minutes)
    )


def _notes(counts: MethodCounts) -> str:
    noted = ngettext("{n} reflection was noted", "{n} reflections were noted", counts.reflections)
    noted = noted.format(n=_number(counts.reflections))
    coded = _("{n} of them coded with one or more potentials").format(n=_number(counts.coded))
    if not counts.outcomes:
        return _("{noted}, {coded}.").format(noted=noted, coded=coded)
    outcomes = ngettext("{n} outcome", "{n} outcomes", counts.outcomes)
    return _("{noted}, {coded}, and {outcomes} such as actions and trials.").format(
        noted=noted, coded=coded, outcomes=outcomes.format(n=_number(counts.outcomes))
    )


def _length(minutes: tuple[int, int]) -> str:
    """Return "af 2–4 timers varighed"; a length is told in halves of an hour."""
    shortest, longest = (_halves(one) for one in minutes)
    if shortest == longest:
        return ngettext("of {n} hour", "of {n} hours", 1 if shortest == "1" else 2).format(
            n=shortest
        )
    return _("of {from_}–{to} hours").format(from_=shortest, to=longest)


def _halves(minutes: int) -> str:
    halves = max(1, round(minutes / 30))
    return _number(halves / 2) if halves % 2 else _number(halves // 2)


def _hours(minutes: int) -> str:
    hours = max(1, round(minutes / 60))
    return ngettext("{n} hour", "{n} hours", hours).format(n=_number(hours))


def _number(number: float) -> str:
    from babel.numbers import format_decimal

    return format_decimal(number, locale=language())


def _listed(words: Sequence[str]) -> str:
    """Return "a, b og c"."""
    if len(words) < 2:
        return "".join(words)
    return _("{first} and {last}").format(first=", ".join(words[:-1]), last=words[-1])
