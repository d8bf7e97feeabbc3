"""Compose minutes: from everything a session holds to what one audience may read."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from flipdesk.domain.dates import format_date_long, format_date_short
from flipdesk.domain.document_snapshot import Line, Lines
from flipdesk.domain.ids import ParticipantId
from flipdesk.domain.minutes_snapshot import MinutesSnapshot
from flipdesk.domain.minutes_state import Standing
from flipdesk.domain.placing import in_minutes_order
from flipdesk.domain.pseudonyms import Pseudonym, capital
from flipdesk.domain.reflection import Reflection
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import Audience, MinutesState, OutcomeKind, ReflectionKind
from flipdesk.domain.wall_clock import zone_info
from flipdesk.domain.withheld import Withheld, WithheldReason
from flipdesk.domain.words import word
from flipdesk.i18n import _, speaking
from flipdesk.services.codebook_words import codebook_in
from flipdesk.services.compose_summary import summarised
from flipdesk.services.decisions_page import on_one_page
from flipdesk.services.minutes_head import head, status_sentence
from flipdesk.services.minutes_items import appendices, items
from flipdesk.services.minutes_outcomes import (
    is_next_meeting,
    left_out,
    of_kind,
    section_heading,
    sections,
)
from flipdesk.services.minutes_voices import Voices

SUMMARY_LINES = 5


def compose(
    record: SessionRecord,
    audience: Audience,
    language: str,
    version: int,
    written: datetime,
    *,
    standing: Standing,
    pseudonyms: Mapping[ParticipantId, Pseudonym] | None = None,
) -> MinutesSnapshot:
    """Return the minutes as one audience may read them, every word in `language` ("da" or "en").

    `written` is aware; `standing` is what they say of themselves. What was left out, and why,
    stands in `withheld` and nowhere else. Without `pseudonyms` they are counted anew.
    """
    record = in_minutes_order(replace(record, codebook=codebook_in(record.codebook, language)))
    with speaking(language):
        voices = Voices.of(record, audience, pseudonyms)
        shown, withheld = screened(record, voices)
        local = written.astimezone(zone_info(record.session.zone))
        name = voices.text(record.full_title)
        is_short = audience is Audience.DECISIONS
        snapshot = MinutesSnapshot(
            identifier=f"urn:flipdesk:minutes:{record.session.id}:{audience}:{language}:{version}",
            session_id=record.session.id,
            audience=audience,
            language=language,
            version=version,
            state=standing.state,
            written=written,
            category=_("Minutes"),
            held_on=record.held_on,
            title=_title(audience, name),
            subtitle=capital(format_date_long(record.held_on)),
            name=name,
            status=_short_status(record, standing.state, version),
            author=record.series.organisation.strip() or "FlipDesk",
            organisation=record.series.organisation.strip(),
            banner=_banner(record, audience),
            head=head(record, voices, status_sentence(standing, version, local)),
            summary=Lines(_("Summary"), () if is_short else _summary(record, voices, shown)),
            items_heading=_("Agenda items"),
            items=() if is_short else items(record, voices, shown),
            sections=sections(record, voices) + _appendices(record, voices, shown),
            withheld=(*(() if is_short else withheld), *left_out(record, audience)),
            is_timed=audience is Audience.RESEARCHERS,
        )
        return _cut_to_pages(snapshot, record, voices, shown)


def _cut_to_pages(
    snapshot: MinutesSnapshot, record: SessionRecord, voices: Voices, shown: Sequence[Reflection]
) -> MinutesSnapshot:
    """Return the snapshot with no more in it than its audience reads."""
    if snapshot.audience is Audience.SUMMARY:
        return summarised(snapshot, record, voices, shown)
    if snapshot.audience is not Audience.DECISIONS:
        return snapshot
    parked = section_heading(OutcomeKind.PARKED)
    fitted = on_one_page(snapshot.title, snapshot.head, snapshot.sections, parked)
    return replace(snapshot, sections=fitted)


def screened(
    record: SessionRecord, voices: Voices
) -> tuple[list[Reflection], tuple[Withheld, ...]]:
    """Return what may be shown, and what is left out or stands without its speaker."""
    shown: list[Reflection] = []
    withheld: list[Withheld] = []
    for reflection in record.reflections:
        reason = voices.withheld(reflection)
        if reason is None:
            shown.append(reflection)
            if reflection.speaker_id is None or voices.speaker(reflection) is not None:
                continue
            reason = WithheldReason.SPEAKER_NOT_NAMED
        withheld.append(Withheld(reflection.id, reflection.kind, reflection.text, reason))
    return shown, tuple(withheld)


def _summary(
    record: SessionRecord, voices: Voices, shown: Sequence[Reflection]
) -> tuple[Line, ...]:
    """Return up to five lines that somebody wrote: conclusions, then decisions, then insights."""
    said = {
        kind: [Line(voices.text(one.text), key=one.id) for one in shown if one.kind is kind]
        for kind in (ReflectionKind.CONCLUSION, ReflectionKind.INSIGHT)
    }
    decided = [
        Line(voices.text(one.text), key=one.id)
        for one in of_kind(record, OutcomeKind.DECISION)
        if not is_next_meeting(one)
    ]
    lines: dict[str, Line] = {}
    for line in (*said[ReflectionKind.CONCLUSION], *decided, *said[ReflectionKind.INSIGHT]):
        lines.setdefault(line.text, line)
    return tuple(lines.values())[:SUMMARY_LINES]


def _appendices(
    record: SessionRecord, voices: Voices, shown: Sequence[Reflection]
) -> tuple[Lines, ...]:
    if voices.audience is Audience.DECISIONS:
        return ()
    section = appendices(record, voices, shown)
    return (section,) if section.lines else ()


def _title(audience: Audience, name: str) -> str:
    titles = {
        Audience.PARTICIPANTS: _("Minutes of {name}"),
        Audience.RESEARCHERS: _("Researchers' minutes of {name}"),
        Audience.DECISIONS: _("Decisions of {name}"),
        Audience.SUMMARY: _("Summary of {name}"),
    }
    return titles[audience].format(name=name)


def _short_status(record: SessionRecord, state: MinutesState, version: int) -> str:
    status = _("{state}, version {version}").format(state=word(state), version=version)
    return f"{format_date_short(record.held_on)} · {status}"


def _banner(record: SessionRecord, audience: Audience) -> str:
    sentences = []
    if audience is Audience.RESEARCHERS:
        sentences.append(_("Only for the research group. Not to be passed on."))
    if record.series.is_sample:
        sentences.append(_("Example: people and places are invented."))
    return " ".join(sentences)
