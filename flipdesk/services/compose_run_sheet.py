"""Compose the run sheet (drejebog) as a paper for the team: everything that is planned."""

from collections.abc import Iterator
from datetime import datetime

from flipdesk.domain.agenda import AgendaItem, Slot, buffer_minutes, total_minutes
from flipdesk.domain.dates import format_date_medium, format_time
from flipdesk.domain.paper import (
    Block,
    Cell,
    Facts,
    Grid,
    GridColumn,
    Heading,
    Paper,
    PaperKind,
    Text,
)
from flipdesk.domain.session_days import SessionDay, session_days
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.words import word
from flipdesk.i18n import _, ngettext, speaking
from flipdesk.services.compose_program import banner, day_heading, when


def compose_run_sheet(record: SessionRecord, language: str, made: datetime) -> Paper:
    """Return the run sheet in `language` ("da" or "en"); `made` is aware."""
    with speaking(language):
        days = session_days(record.session, record.agenda)
        title = _("Run sheet for {name}").format(name=record.full_title)
        warnings = (_("For the team alone. Participants get the programme."), banner(record))
        return Paper(
            kind=PaperKind.RUN_SHEET,
            language=language,
            identifier=f"urn:flipdesk:run-sheet:{record.session.id}:{language}",
            title=title,
            subtitle=" · ".join(part for part in (when(days), _sums(record)) if part),
            below=title,
            author=record.series.organisation.strip() or "FlipDesk",
            made=made,
            blocks=tuple(_blocks(record, days)),
            banner=" ".join(one for one in warnings if one),
            name=record.full_title,
            held_on=record.held_on,
            is_landscape=True,
        )


def _blocks(record: SessionRecord, days: tuple[SessionDay, ...]) -> Iterator[Block]:
    facts = tuple(_facts(record))
    if facts:
        yield Facts(_("About the session"), facts)
    if not record.agenda:
        yield Text(_("The run sheet is empty"))
    for day in days:
        if len(days) > 1:
            yield Heading(day_heading(day))
        if day.slots:
            yield _grid(record, day, len(days))
        elif record.agenda:
            yield Text(_("Nothing is planned for this day."))


def _facts(record: SessionRecord) -> Iterator[tuple[str, str]]:
    session = record.session
    said = (
        (_("Place"), session.place or ""),
        (_("Purpose"), session.purpose or ""),
        (_("Participants' contribution"), session.contribution or ""),
        _chair_and_taker(record),
        (_("Recording"), _recording(record)),
    )
    return ((label, text.strip()) for label, text in said if text.strip())


def _chair_and_taker(record: SessionRecord) -> tuple[str, str]:
    """Return both on one line, for the sheet is to fit on one page."""
    chair = record.participant(record.session.chair_id)
    taker = record.participant(record.session.minute_taker_id)
    if chair is None or taker is None:
        return (
            _("Chair") if taker is None else _("Minute taker"),
            "".join(one.name for one in (chair, taker) if one is not None),
        )
    names = _("{names} and {last}").format(names=chair.name, last=taker.name)
    return _("Chair and minute taker"), names


def _recording(record: SessionRecord) -> str:
    session = record.session
    if session.legal_basis is None:
        return _("No legal basis is chosen yet.")
    sentences = [_("Legal basis: {basis}.").format(basis=word(session.legal_basis))]
    if session.delete_recording_on:
        date = format_date_medium(session.delete_recording_on)
        sentences.append(_("To be deleted no later than {date}.").format(date=date))
    return " ".join(sentences)


def _sums(record: SessionRecord) -> str:
    total, spare = total_minutes(record.agenda), buffer_minutes(record.agenda)
    if not total:
        return ""
    count = len(record.agenda)
    words = ngettext("{count} item · {minutes} min.", "{count} items · {minutes} min.", count)
    planned = words.format(count=count, minutes=total)
    percent = round(100 * spare / total)
    to_spare = _("of these {minutes} min. to spare ({percent} %)")
    return f"{planned}, {to_spare.format(minutes=spare, percent=percent)}"


def _grid(record: SessionRecord, day: SessionDay, count: int) -> Grid:
    columns = (
        GridColumn(_("Time"), 6),
        GridColumn(_("Min."), 7),
        GridColumn(_("What"), 17),
        GridColumn(_("Why"), 15),
        GridColumn(_("How"), 18),
        GridColumn(_("Who"), 13),
        GridColumn(_("Plan B"), 12),
        GridColumn(_("Materials"), 12),
    )
    caption = _("Run sheet") if count == 1 else day_heading(day)
    return Grid(caption, columns, tuple(_row(record, slot, day) for slot in day.slots))


def _row(record: SessionRecord, slot: Slot, day: SessionDay) -> tuple[Cell, ...]:
    item = slot.item
    owner = record.participant(item.owner_id)
    return (
        Cell(strong=format_time(slot.planned_start.astimezone(day.starts.tzinfo))),
        Cell(_minutes(item)),
        Cell(strong=item.title.strip()),
        Cell(item.purpose or ""),
        Cell(item.how or ""),
        Cell(owner.name if owner else ""),
        Cell(item.plan_b or ""),
        Cell(" · ".join(item.materials)),
    )


def _minutes(item: AgendaItem) -> str:
    """Return "30", below it "20-40" or that it can give."""
    lines = [str(item.minutes)]
    if item.minutes_min is not None or item.minutes_max is not None:
        least = item.minutes if item.minutes_min is None else item.minutes_min
        most = item.minutes if item.minutes_max is None else item.minutes_max
        lines.append(f"{least}–{most}")
    if item.flexible:
        lines.append(_("flexible"))
    return "\n".join(lines)
