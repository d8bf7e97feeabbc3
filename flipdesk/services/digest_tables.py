"""The tables of a series digest: what waits, what was answered, and what was done when."""

from collections import Counter
from collections.abc import Sequence

from flipdesk.domain.dates import format_date_short
from flipdesk.domain.document_snapshot import Column, Line, Row, Table
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.vocabulary import OutcomeKind, OutcomeStatus
from flipdesk.domain.words import word
from flipdesk.i18n import _, ngettext
from flipdesk.services.idea_journeys import Held, Journey
from flipdesk.services.minutes_outcomes import due_text, fate, of_kind
from flipdesk.services.nameless import Nameless


def tables(
    journeys: Sequence[Journey], held: Sequence[Held], nameless: Nameless
) -> tuple[Table, ...]:
    """Return the tables that have anything in them, in the language in use."""
    every = (
        _waiting(journeys, nameless),
        _asked(journeys, nameless),
        _open_actions(held, nameless),
        _sessions(held),
    )
    return tuple(one for one in every if one.rows)


def _waiting(journeys: Sequence[Journey], nameless: Nameless) -> Table:
    columns = (Column(_("Idea"), 48), Column(_("Kind"), 20), Column(_("Since"), 32))
    rows = tuple(
        _row(nameless.text(one.outcome.text), word(one.outcome.kind), _short(one.stations[0].held))
        for one in journeys
        if not one.has_moved
    )
    return Table(_("Ideas that wait"), columns, rows)


def _asked(journeys: Sequence[Journey], nameless: Nameless) -> Table:
    columns = (Column(_("Question"), 38), Column(_("Asked"), 31), Column(_("Answer"), 31))
    asked = [one for one in journeys if one.outcome.kind is OutcomeKind.KNOWLEDGE_REQUEST]
    rows = tuple(
        _row(nameless.text(one.outcome.text), _short(one.stations[0].held), _answer(one))
        for one in asked
    )
    return Table(_("What practice asked and research answered"), columns, rows)


def _answer(journey: Journey) -> str:
    """Return how it stands with a question, and where it was answered if that is known."""
    status = fate(journey.outcome)
    answered = journey.outcome.status is OutcomeStatus.ANSWERED
    places = [one.held for one in journey.stations[1:] if not one.held.is_ahead]
    return f"{status}, {_short(places[-1])}" if answered and places else status


def _open_actions(held: Sequence[Held], nameless: Nameless) -> Table:
    columns = (Column(_("What"), 50), Column(_("Agreed"), 31), Column(_("Due"), 19))
    rows = tuple(
        _row(nameless.text(one.text), _short(session), due_text(one))
        for session in held
        for one in of_kind(session.record, OutcomeKind.ACTION)
        if one.is_live
    )
    return Table(_("Open actions"), columns, rows)


def _sessions(held: Sequence[Held]) -> Table:
    columns = (
        Column(_("Session"), 31),
        Column(_("Potentials worked on"), 40),
        Column(_("Notes"), 9),
        Column(_("Actions"), 20),
    )
    rows = tuple(
        _row(_short(one), _potentials(one), str(len(one.shown)), _actions(one)) for one in held
    )
    return Table(_("Session by session"), columns, rows)


def _potentials(held: Held) -> str:
    """Return "Samtale 9, Inddragelse 5", those worked on most first."""
    book = held.record.codebook
    counts = Counter(slug for one in held.shown for slug in one.potentials)
    named = ((book.potential(slug), slug, count) for slug, count in counts.most_common())
    return ", ".join(f"{code.name if code else slug} {count}" for code, slug, count in named)


def _actions(held: Held) -> str:
    made = [one for one in of_kind(held.record, OutcomeKind.ACTION) if _stands(one)]
    if not made:
        return _("none")
    still_open = sum(one.is_live for one in made)
    if not still_open:
        return _("{count}, none open").format(count=len(made))
    sentence = ngettext("{count}, {open} open", "{count}, {open} open", still_open)
    return sentence.format(count=len(made), open=still_open)


def _stands(outcome: Outcome) -> bool:
    return outcome.status is not OutcomeStatus.DROPPED


def _short(held: Held) -> str:
    record = held.record
    return f"{record.session.title.strip()}, {format_date_short(record.held_on)}"


def _row(*texts: str) -> Row:
    return Row(tuple(Line(text) for text in texts))
