"""What came out of the session: decisions, actions, parked topics, knowledge requests, trials."""

import re
from collections.abc import Iterator

from flipdesk.domain.dates import format_date_short
from flipdesk.domain.document_snapshot import Column, Line, Lines, Row, Table
from flipdesk.domain.offsets import format_offset
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.potential_mark import potential_marks
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import Audience, OutcomeKind, OutcomeStatus
from flipdesk.domain.withheld import Withheld, WithheldReason
from flipdesk.domain.words import word
from flipdesk.i18n import N_, _, pgettext
from flipdesk.services.minutes_voices import Voices

_HEADINGS = {
    OutcomeKind.DECISION: N_("Decisions"),
    OutcomeKind.ACTION: N_("Actions"),
    OutcomeKind.PARKED: N_("Parked topics"),
    OutcomeKind.KNOWLEDGE_REQUEST: N_("Knowledge requests"),
    OutcomeKind.TRIAL: N_("Trials"),
}
_IN_DECISIONS = (OutcomeKind.ACTION, OutcomeKind.PARKED)
_IN_FULL = (
    OutcomeKind.ACTION,
    OutcomeKind.TRIAL,
    OutcomeKind.PARKED,
    OutcomeKind.KNOWLEDGE_REQUEST,
)
_NEXT_MEETING = re.compile(
    r"(?:(?:vores|det|our|the)\s+)?(?:næste|next)\s+(?:\w+\s+)?"
    r"\w*(?:flip|møde|session|seminar|gang|meeting|time)\b|vi mødes igen\b|we meet again\b",
    re.IGNORECASE,
)


def section_heading(kind: OutcomeKind) -> str:
    """Return the heading under which outcomes of a kind stand."""
    return _(_HEADINGS[kind])


def heading_of(outcome: Outcome) -> str:
    """Return the heading under which one outcome stands."""
    return _("Next meeting") if is_next_meeting(outcome) else section_heading(outcome.kind)


def sections(record: SessionRecord, voices: Voices) -> tuple[Lines | Table, ...]:
    """Return the sections after the items, in order; a section with nothing in it is left out."""
    is_short = voices.audience is Audience.DECISIONS
    parts: list[Lines | Table] = [_decisions(record, voices)]
    parts += [_table(record, voices, kind) for kind in (_IN_DECISIONS if is_short else _IN_FULL)]
    parts.append(_next_meeting(record, voices))
    if voices.are_pseudonyms:
        parts.append(_markers(record, voices))
    return tuple(part for part in parts if (part.lines if isinstance(part, Lines) else part.rows))


def is_next_meeting(outcome: Outcome) -> bool:
    """Return whether a decision says when the next meeting is."""
    said = _NEXT_MEETING.match(outcome.text.strip())
    return outcome.kind is OutcomeKind.DECISION and said is not None


def left_out(record: SessionRecord, audience: Audience) -> Iterator[Withheld]:
    """Yield the outcomes that would stand in the minutes for an audience if nobody had decided
    otherwise.
    """
    shown = _IN_DECISIONS if audience is Audience.DECISIONS else _IN_FULL
    for one in record.outcomes:
        if one.left_out and one.text.strip() and one.kind in (OutcomeKind.DECISION, *shown):
            yield Withheld(one.id, one.kind, one.text, WithheldReason.LEFT_OUT)


def of_kind(record: SessionRecord, kind: OutcomeKind) -> Iterator[Outcome]:
    """Yield the outcomes of one kind that say anything and are not left out."""
    said = (one for one in record.outcomes if one.text.strip() and not one.left_out)
    return (one for one in said if one.kind is kind)


def _decisions(record: SessionRecord, voices: Voices) -> Lines:
    made = [o for o in of_kind(record, OutcomeKind.DECISION) if not is_next_meeting(o)]
    return Lines(section_heading(OutcomeKind.DECISION), _as_lines(made, voices))


def _next_meeting(record: SessionRecord, voices: Voices) -> Lines:
    made = [o for o in of_kind(record, OutcomeKind.DECISION) if is_next_meeting(o)]
    return Lines(_("Next meeting"), _as_lines(made, voices))


def _as_lines(outcomes: list[Outcome], voices: Voices) -> tuple[Line, ...]:
    return tuple(
        Line(voices.text(one.text), key=one.id, lead=_moment(one, voices)) for one in outcomes
    )


def _table(record: SessionRecord, voices: Voices, kind: OutcomeKind) -> Table:
    last = {
        OutcomeKind.ACTION: _("Due"),
        OutcomeKind.PARKED: _("What happens"),
    }.get(kind, _("Status"))
    who = pgettext("column", "Owner") if kind is OutcomeKind.PARKED else _("Who")
    who_share = 30 if voices.are_pseudonyms else 23
    columns = (Column(_("What"), 80 - who_share), Column(who, who_share), Column(last, 20))
    rows = tuple(_row(record, voices, one) for one in of_kind(record, kind))
    return Table(section_heading(kind), columns, rows)


def _row(record: SessionRecord, voices: Voices, outcome: Outcome) -> Row:
    cells = (
        Line(
            voices.text(outcome.text),
            marks=potential_marks(record.codebook, outcome.potentials),
            lead=_moment(outcome, voices),
        ),
        Line(voices.listed(outcome.owner_id) or _("to be agreed")),
        Line(due_text(outcome) if outcome.kind is OutcomeKind.ACTION else fate(outcome)),
    )
    return Row(cells, key=outcome.id)


def _moment(outcome: Outcome, voices: Voices) -> str:
    """Return when it was said, for researchers alone."""
    if not voices.are_pseudonyms or outcome.at_ms is None:
        return ""
    return f"{format_offset(outcome.at_ms)}\N{NO-BREAK SPACE} "


def _markers(record: SessionRecord, voices: Voices) -> Table:
    """Return the moments that were marked in the recording, with or without words."""
    columns = (Column(_("Time"), 16), Column(_("What"), 84))
    placed = sorted(
        (one for one in record.markers if one.at_ms is not None), key=lambda one: one.at_ms or 0
    )
    rows = tuple(
        Row(
            (
                Line(format_offset(one.at_ms or 0)),
                Line(voices.text(one.label) or _("without words")),
            )
        )
        for one in placed
    )
    return Table(_("Marked moments"), columns, rows)


def due_text(outcome: Outcome) -> str:
    """Return the due date, and the status once somebody has done or dropped it."""
    parts = [format_date_short(outcome.due)] if outcome.due else []
    if outcome.status is not OutcomeStatus.OPEN:
        parts.append(word(outcome.status))
    return ", ".join(parts) or _("date to be agreed")


def fate(outcome: Outcome) -> str:
    """Return what happens next, and by when if somebody still has to do it."""
    status = word(outcome.status)
    if outcome.status is OutcomeStatus.OPEN and outcome.kind is OutcomeKind.PARKED:
        status = _("comes up again")
    if outcome.status is OutcomeStatus.OPEN and outcome.kind is OutcomeKind.KNOWLEDGE_REQUEST:
        status = _("awaits an answer")
    if outcome.due is None or not outcome.is_live:
        return status
    return f"{status}, {format_date_short(outcome.due)}"
