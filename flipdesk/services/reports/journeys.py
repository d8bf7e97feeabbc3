"""How the ideas of a series travelled: where each was noted, taken up again, and how it stands."""

from collections.abc import Iterator

from flipdesk.domain.report import Cell, Column, Door, Form, Report, Row, Unit
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import STATUSES
from flipdesk.domain.words import word
from flipdesk.i18n import _, ngettext
from flipdesk.services.reports.asked import Asked
from flipdesk.services.reports.slow_reading import SlowReport

NOTED, TAKEN_UP = "noted", "taken_up"


def journeys(asked: Asked) -> SlowReport:
    """Return rows of ideas and columns of sessions; a cell counts what was said beside it."""
    from flipdesk.services.idea_journeys import Ideas

    ideas = yield from Ideas.read(_records(asked))
    records = [held.record for held in ideas.sessions]
    rows, moved, empty = [], 0, dict.fromkeys((one.session.id for one in records), Cell())
    for one in ideas.each():
        cells = dict(empty)
        for place, station in enumerate(one.stations):
            where = station.held.record.session.id
            ids = (one.outcome.id, *(became.id for became in station.became))
            said = _("noted") if not place else _("on the agenda")
            number = 1 + len(station.said) + station.more
            cells[where] = Cell(number, said, Door("outcome", ids))
        status = Cell(text=word(one.outcome.status), door=Door("outcome", (one.outcome.id,)))
        standing = STATUSES[one.outcome.kind].index(one.outcome.status)
        kind = f"{one.outcome.kind}.{standing}"
        rows.append(Row(one.outcome.id, one.outcome.text, (*cells.values(), status), kind=kind))
        moved += one.has_moved
        yield
    counted = ngettext("{n} idea, {moved} have moved.", "{n} ideas, {moved} have moved.", len(rows))
    return Report(
        name="journeys",
        form=Form.JOURNEYS,
        head=_("Idea"),
        columns=(
            *(Column(one.session.id, one.session.title, Unit.COUNT) for one in records),
            Column("status", _("Now"), Unit.TEXT),
        ),
        rows=tuple(rows),
        summary=(counted.format(n=len(rows), moved=moved),) if rows else (),
        notes=(_("A circle is where it was noted, a full one where an agenda item took it up."),),
        missing=_("Park a topic, ask for knowledge or propose a trial in a session of the series."),
    )


def _records(asked: Asked) -> Iterator[SessionRecord]:
    """Yield the sessions of the one series that is asked for."""
    if len(asked.scope.series) == 1:
        for session in asked.base.sessions.of_series(asked.scope.series[0]):
            yield asked.base.record(session.id)
