"""Planned against actual: item by item in one session, by kind of item over many."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from flipdesk.domain.agenda import Slot
from flipdesk.domain.report import Cell, Column, Door, Form, Report, Row, Scope, Unit
from flipdesk.domain.session_clock import slots_at
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import AgendaKind, SessionState
from flipdesk.domain.words import word
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.reports.asked import Asked
from flipdesk.services.reports.of_session import record_of
from flipdesk.services.reports.slow_reading import SESSIONS_AT_ONCE, SlowReport

_MS, _MINUTE = timedelta(milliseconds=1), timedelta(minutes=1)


def planned_and_actual(asked: Asked) -> SlowReport:
    """Return the plan of the chosen session beside what happened, else the drift of many."""
    base, scope, now = asked.base, asked.scope, asked.now
    record = record_of(asked)
    if record is not None:
        return _of_session(record, now)
    drifts = yield from _of_many(base, scope, now)
    return drifts


def _of_session(record: SessionRecord, now: datetime) -> Report:
    slots = slots_at(record.session, record.agenda, record.pauses, now)
    rows = tuple(_row(record, slot) for slot in slots) if _is_begun(slots) else ()
    return Report(
        name="plan",
        form=Form.PLAN,
        head=_("Agenda item"),
        columns=(
            Column("planned_from", _("Planned from"), Unit.OFFSET_MS),
            Column("planned_to", _("Planned to"), Unit.OFFSET_MS),
            Column("from", _("Began"), Unit.OFFSET_MS),
            Column("to", _("Ended"), Unit.OFFSET_MS),
            Column("used", _("Used"), Unit.DURATION_MS),
            Column("drift", _("Minutes over"), Unit.MINUTES),
        ),
        rows=rows,
        summary=_session_summary(slots) if rows else (),
        notes=(
            _("Times are from the planned beginning. The plan stands above, what happened below."),
        ),
        missing=_("Choose a session that has been held."),
        measure="session",
    )


def _row(record: SessionRecord, slot: Slot) -> Row:
    zero, door = record.session.starts, Door(session_id=record.session.id)
    planned = [(at - zero) // _MS for at in (slot.planned_start, slot.planned_end)]
    cells = [Cell(at, door=door) for at in planned]
    used = slot.used_ms
    if slot.item.started is None or slot.item.ended is None or used is None:
        cells += [Cell()] * 4
    else:
        held = ((slot.item.started - zero) // _MS, (slot.item.ended - zero) // _MS)
        drift = used / 60_000 - slot.item.minutes
        cells += [Cell(at, door=door) for at in (*held, used, drift)]
    kind = "break" if slot.item.kind is AgendaKind.BREAK else "item"
    return Row(slot.item.id, slot.item.title, tuple(cells), kind=kind)


def _is_begun(slots: Iterable[Slot]) -> bool:
    return any(slot.item.started is not None for slot in slots)


def _session_summary(slots: Iterable[Slot]) -> tuple[str, ...]:
    held = [slot for slot in slots if slot.used_ms is not None]
    over = [slot for slot in held if (slot.used_ms or 0) // 60_000 > slot.item.minutes]
    sentence = _("{over} of {held} items took longer than planned.")
    return (sentence.format(over=len(over), held=len(held)),)


def _of_many(base: KnowledgeBase, scope: Scope, now: datetime) -> SlowReport:
    held: dict[AgendaKind, list[Slot]] = {}
    sessions = 0
    for number, session_id in enumerate(base.counts.tags.sessions(scope)):
        if number % SESSIONS_AT_ONCE == 0:
            yield
        session = base.sessions.get(session_id)
        if session is None or session.state is not SessionState.ENDED:
            continue
        sessions += 1
        pauses = base.pauses.of_session(session.id)
        for slot in slots_at(session, base.agenda.of_session(session.id), pauses, now):
            if slot.used_ms is not None:
                held.setdefault(slot.item.kind, []).append(slot)
    rows = tuple(_drift_row(kind, held[kind]) for kind in AgendaKind if kind in held)
    return Report(
        name="plan",
        form=Form.DRIFT,
        head=_("Kind of item"),
        columns=(
            Column("drift", _("Minutes over, on average"), Unit.MINUTES),
            Column("count", _("Items held"), Unit.COUNT),
            Column("planned", _("Planned, on average"), Unit.DURATION_MS),
            Column("used", _("Used, on average"), Unit.DURATION_MS),
        ),
        rows=rows,
        summary=(_("Counted over {sessions} sessions that were held.").format(sessions=sessions),)
        if rows
        else (),
        notes=(_("Left of the line shorter than planned, right of it longer."),),
        missing=_("Hold a session with the agenda clock, and plan and reality are compared here."),
        measure="series",
    )


def _drift_row(kind: AgendaKind, slots: list[Slot]) -> Row:
    count = len(slots)
    used = sum(slot.used_ms or 0 for slot in slots) / count
    planned = sum(slot.item.minutes for slot in slots) / count
    cells = (
        Cell(round(used / 60_000 - planned, 1)),
        Cell(count),
        Cell(planned * 60_000),
        Cell(used),
    )
    return Row(kind, word(kind), cells)
