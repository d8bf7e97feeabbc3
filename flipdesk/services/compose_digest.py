"""Compose a series digest: how its ideas travelled, what waits, and what was worked on when."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from flipdesk.domain.dates import format_date_medium, format_date_short
from flipdesk.domain.digest_snapshot import DigestSnapshot
from flipdesk.domain.document_snapshot import Contribution, Group, HeadRow, Item, Line, Lines
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.potential_mark import potential_marks
from flipdesk.domain.reflection import Reflection
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import OutcomeKind, OutcomeStatus, ReflectionKind
from flipdesk.domain.words import word
from flipdesk.i18n import N_, _, ngettext, speaking
from flipdesk.services.digest_tables import tables
from flipdesk.services.idea_journeys import Held, Ideas, Journey, Station
from flipdesk.services.minutes_outcomes import fate
from flipdesk.services.minutes_voices import Voice
from flipdesk.services.nameless import Nameless
from flipdesk.services.reports.slow_reading import Slow, finished

_VOICES = {Voice.RESEARCH: N_("From research"), Voice.PRACTICE: N_("From practice")}
_NOTED = {
    OutcomeKind.TRIAL: N_("proposed as a trial"),
    OutcomeKind.PARKED: N_("parked"),
    OutcomeKind.KNOWLEDGE_REQUEST: N_("asked of research"),
}
_BECAME = {
    OutcomeKind.DECISION: N_("It led to a decision: {text}"),
    OutcomeKind.ACTION: N_("It led to an action: {text}"),
    OutcomeKind.TRIAL: N_("It led to a trial: {text}"),
    OutcomeKind.PARKED: N_("It led to a parked topic: {text}"),
    OutcomeKind.KNOWLEDGE_REQUEST: N_("It led to a knowledge request: {text}"),
}
_TRIED = (OutcomeStatus.TRIED, OutcomeStatus.ADOPTED)


def compose_digest(
    records: Sequence[SessionRecord], language: str, written: datetime
) -> DigestSnapshot:
    """Return the digest of a series; see `digest_steps`."""
    return finished(digest_steps(records, language, written))


def digest_steps(
    records: Sequence[SessionRecord], language: str, written: datetime
) -> Slow[DigestSnapshot]:
    """Return the digest of a series from its sessions, every word in `language` ("da" or "en").

    The sessions are of one series, at least one, in order of time, and their codebooks in the
    language; those not held yet are told of as coming. `written` is aware. Nobody is named.
    It pauses after each session.
    """
    series = records[0].series
    nameless = Nameless.of(one for record in records for one in record.participants)
    with speaking(language):
        ideas = yield from Ideas.read(_untitled(record, nameless) for record in records)
        held = [one for one in ideas.sessions if not one.is_ahead] or list(ideas.sessions)
        first, last = held[0].record.held_on, held[-1].record.held_on
        name = nameless.text(series.title)
        journeys = ideas.journeys()
        moved = [one for one in journeys if one.has_moved]
        drawn = _Drawn(nameless)
        is_sample = series.is_sample
        return DigestSnapshot(
            identifier=f"urn:flipdesk:digest:{series.id}:{language}:{last.isoformat()}",
            series_id=series.id,
            language=language,
            version=1,
            written=written,
            category=_("Series digest"),
            last_day=last,
            title=_("How the ideas travelled: {name}").format(name=name),
            subtitle=_period(first, last),
            name=name,
            status=_("written {date}").format(date=format_date_medium(written)),
            author=series.organisation.strip() or "FlipDesk",
            organisation=series.organisation.strip(),
            banner=_("Example: people and places are invented.") if is_sample else "",
            head=tuple(_head(ideas.sessions, held)),
            summary=Lines(_("In short"), (*_counts(journeys), *drawn.conclusions(held))),
            items_heading=_("Ideas that moved on"),
            items=tuple(drawn.item(number, one) for number, one in enumerate(moved, 1)),
            sections=tables(journeys, held, nameless),
        )


def _untitled(record: SessionRecord, nameless: Nameless) -> SessionRecord:
    """Return the session under a title that names nobody."""
    title = nameless.text(record.session.title)
    return replace(record, session=replace(record.session, title=title))


def _period(first: date, last: date) -> str:
    if first == last:
        return format_date_medium(first)
    return _("{first} to {last}").format(
        first=format_date_medium(first), last=format_date_medium(last)
    )


def _head(sessions: Sequence[Held], held: Sequence[Held]) -> Iterator[HeadRow]:
    record = held[0].record
    series = record.series
    if series.organisation.strip():
        yield HeadRow(_("Organisation"), (Line(series.organisation.strip()),))
    slug = series.potential or record.session.potential
    code = record.codebook.potential(slug) if slug else None
    if slug:
        marks = potential_marks(record.codebook, [slug])
        yield HeadRow(_("Potential"), (Line(code.title if code else "", marks=marks),))
    length = sum((one.record.session.ends - one.record.session.starts for one in held), timedelta())
    came = {
        person.person_id
        for one in held
        for person in one.record.participants
        if person.attendance.came
    }
    extent = (
        ngettext("{count} session", "{count} sessions", len(held)).format(count=len(held)),
        _hours(length),
        ngettext("{count} participant", "{count} participants", len(came)).format(count=len(came)),
    )
    yield HeadRow(_("Extent"), (Line(", ".join(extent)),))
    ahead = next((one for one in sessions if one.is_ahead), None)
    if ahead is not None and ahead not in held:
        yield HeadRow(_("Next session"), (Line(where(ahead)),))


def _hours(length: timedelta) -> str:
    minutes = round(length / timedelta(minutes=1))
    hours = ngettext("{count} hour", "{count} hours", minutes // 60).format(count=minutes // 60)
    left = minutes % 60
    return _("{hours} {minutes} min.").format(hours=hours, minutes=left) if left else hours


def where(held: Held) -> str:
    """Return "Samtaleflip 1, 25. februar 2021"."""
    record = held.record
    return f"{record.session.title.strip()}, {format_date_medium(record.held_on)}"


def _counts(journeys: Sequence[Journey]) -> Iterator[Line]:
    """Yield how many ideas moved, and how far each of the two cycles came."""
    if not journeys:
        yield Line(_("No ideas have been noted yet."))
        return
    moved = sum(one.has_moved and not one.is_dropped for one in journeys)
    noted = ngettext("{count} idea was noted", "{count} ideas were noted", len(journeys))
    further = _("{noted}; {moved} of them moved on.") if moved else _("{noted}; none moved on yet.")
    yield Line(further.format(noted=noted.format(count=len(journeys)), moved=moved))
    ideas = [one.outcome for one in journeys]
    trials = [one for one in ideas if one.kind is OutcomeKind.TRIAL]
    if trials:
        trying = sum(one.status is OutcomeStatus.TRYING for one in trials)
        tried = sum(one.status in _TRIED for one in trials)
        sentence = _("Trials: {count} proposed, {trying} under way, {tried} tried.")
        yield Line(sentence.format(count=len(trials), trying=trying, tried=tried))
    asked = [one for one in ideas if one.kind is OutcomeKind.KNOWLEDGE_REQUEST]
    if asked:
        answered = sum(one.status is OutcomeStatus.ANSWERED for one in asked)
        sentence = _("Questions to research: {count} asked, {answered} answered.")
        yield Line(sentence.format(count=len(asked), answered=answered))


class _Drawn:
    """Journeys as items of a document, with nobody's name."""

    def __init__(self, nameless: Nameless) -> None:
        self._nameless = nameless

    def conclusions(self, held: Sequence[Held]) -> Iterator[Line]:
        """Yield what each session concluded, after its day."""
        for session in held:
            for one in session.shown:
                if one.kind is ReflectionKind.CONCLUSION:
                    day = format_date_short(session.record.held_on)
                    yield Line(self._nameless.text(one.text), key=one.id, lead=f"{day}: ")

    def item(self, number: int, journey: Journey) -> Item:
        """Return an idea with its stations."""
        outcome = journey.outcome
        return Item(
            heading=f"{number}. {self._nameless.text(outcome.text)}",
            groups=tuple(self._group(outcome, one) for one in journey.stations),
            key=outcome.id,
            label=word(outcome.kind).lower(),
            note=_("Now: {status}.").format(status=fate(outcome)),
        )

    def _group(self, outcome: Outcome, station: Station) -> Group:
        held, item = station.held, station.item
        if item is None:
            what = _(_NOTED[outcome.kind])
        elif held.is_ahead:
            what = _("on the agenda under {item}")
        else:
            what = _("taken up under {item}")
        named = self._nameless.text(item.title) if item else ""
        heading = f"{where(held)}: {what}".replace("{item}", _("“{item}”").format(item=named))
        said = tuple(self._said(held, one) for one in station.said)
        notes = " ".join(self._notes(station))
        # A heading with nothing under it would be kept on one page with whatever comes next.
        return Group(heading, said, notes) if said or notes else Group("", (), f"{heading}.")

    def _notes(self, station: Station) -> Iterator[str]:
        if station.others:
            yield ngettext(
                "Together with {count} other matter.",
                "Together with {count} other matters.",
                station.others,
            ).format(count=station.others)
        for one in station.became:
            text = self._nameless.text(one.text)
            yield _(_BECAME[one.kind]).format(text=text)
        if station.more:
            yield ngettext(
                "{count} more thing was said; it stands in the minutes of the day.",
                "{count} more things were said; they stand in the minutes of the day.",
                station.more,
            ).format(count=station.more)

    def _said(self, held: Held, one: Reflection) -> Contribution:
        """Return what was said; which voice said it only where several could have."""
        voice = held.voices.voice(one)
        is_research = voice is Voice.RESEARCH
        several = sum(
            person.role.is_research is is_research
            for person in held.record.participants
            if person.attendance.came
        )
        source = _(_VOICES[voice]) if voice in _VOICES and several > 1 else ""
        is_quote = one.kind is ReflectionKind.QUOTE
        return Contribution("", self._nameless.text(one.text), is_quote=is_quote, kind=source)
