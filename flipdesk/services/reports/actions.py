"""Actions by how long ago they were agreed, open and closed."""

from datetime import date

from flipdesk.domain.report import Cell, Column, Door, Form, Report, Row
from flipdesk.domain.report_text import plain_number
from flipdesk.domain.session_count import AgreedAction
from flipdesk.domain.vocabulary import LIVE_STATUSES, OutcomeStatus
from flipdesk.i18n import N_, _
from flipdesk.services.reports.asked import Asked
from flipdesk.services.reports.numbers import first_ids

AGES = (
    (14, "fortnight", N_("Less than 2 weeks")),
    (28, "month", N_("2 to 4 weeks")),
    (91, "quarter", N_("1 to 3 months")),
    (182, "half_year", N_("3 to 6 months")),
    (10**9, "older", N_("More than 6 months")),
)
"""The first day of age that is too old for a row, its key and what it is called."""
OPEN, OVERDUE, DONE, DROPPED = "open", "overdue", "done", "dropped"


def actions_by_age(asked: Asked) -> Report:
    """Return rows of ages and columns of how the actions stand today."""
    base, scope, now = asked.base, asked.scope, asked.now
    today = now.astimezone().date()
    found: dict[tuple[str, str], list[str]] = {}
    every = base.counts.sessions.actions(scope)
    for one in every:
        key = (_age(one, today), _standing(one, today))
        found.setdefault(key, []).append(one.outcome_id)
    names = {
        OPEN: _("Still open"),
        OVERDUE: _("Open, due date passed"),
        DONE: _("Done"),
        DROPPED: _("Dropped"),
    }
    rows = tuple(
        Row(key, _(title), tuple(_cell(found.get((key, one), [])) for one in names))
        for _days, key, title in AGES
    )
    still = sum(one.status in LIVE_STATUSES for one in every)
    summary = _("{open} of {count} actions are open.").format(
        open=plain_number(still), count=plain_number(len(every))
    )
    return Report(
        name="actions",
        form=Form.BARS,
        head=_("Agreed"),
        columns=tuple(Column(key, title) for key, title in names.items()),
        rows=rows if every else (),
        summary=(summary,),
        notes=(_("The age is counted from the day of the session in which it was agreed."),),
        missing=_("Agree on something in a session: + who does what by when."),
    )


def _age(one: AgreedAction, today: date) -> str:
    days = max(0, (today - one.agreed_on).days)
    return next(key for limit, key, _title in AGES if days < limit)


def _standing(one: AgreedAction, today: date) -> str:
    if one.status is OutcomeStatus.DROPPED:
        return DROPPED
    if one.status not in LIVE_STATUSES:
        return DONE
    return OVERDUE if one.due is not None and one.due < today else OPEN


def _cell(ids: list[str]) -> Cell:
    return Cell(len(ids), door=Door("outcome", first_ids(ids)) if ids else None)
