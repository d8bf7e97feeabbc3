"""What the journal tells of one person, as a paper for whoever asks what is done with their data.

It goes to that person: it names no other, and no title of a session, for that can name anybody.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime

from flipdesk.domain.clock import Clock
from flipdesk.domain.dates import format_date_long, format_date_medium, format_time
from flipdesk.domain.ids import PersonId
from flipdesk.domain.organisation import Person
from flipdesk.domain.paper import Block, Cell, Grid, GridColumn, Heading, Paper, PaperKind, Text
from flipdesk.domain.session import DEFAULT_ZONE, Session
from flipdesk.domain.use import Use
from flipdesk.domain.wall_clock import zone_info
from flipdesk.domain.words import word
from flipdesk.errors import BugError
from flipdesk.i18n import _, ngettext, speaking
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.journal import Journal, what_was_done
from flipdesk.services.papers import PaperFile


def use_report(
    base: KnowledgeBase, clock: Clock, person_id: PersonId, language: str = "da"
) -> PaperFile:
    """Return the report about a person, ready to be written as Word, HTML or PDF.

    Raises:
        KnownError: the journal cannot be read.
    """
    person = base.people.get(person_id)
    if person is None:
        raise BugError(f"no person {person_id}")
    uses = Journal(base, clock).of_person(person_id)
    sessions = {str(one.id): one for one in base.sessions.all()}
    with speaking(language):
        return PaperFile(compose_use_report(person, uses, sessions, clock.now(), language))


def compose_use_report(
    person: Person,
    uses: tuple[Use, ...],
    sessions: Mapping[str, Session],
    made: datetime,
    language: str,
) -> Paper:
    """Return the report as a paper, in the language that is spoken; `sessions` go by their ids."""
    return Paper(
        kind=PaperKind.USE_REPORT,
        language=language,
        identifier=f"urn:flipdesk:use-report:{person.id}:{language}",
        title=_("Use of data about {name}").format(name=person.name),
        subtitle=format_date_long(made.astimezone(zone_info(DEFAULT_ZONE))),
        below=_("From the journal of use"),
        author="FlipDesk",
        made=made,
        blocks=tuple(_blocks(uses, sessions)),
    )


def _blocks(uses: tuple[Use, ...], sessions: Mapping[str, Session]) -> Iterator[Block]:
    yield Text(
        _(
            "FlipDesk notes when something is opened, played, saved as a file or erased. These are"
            " the lines about you, and about the sessions you were asked to."
        )
    )
    count = ngettext("{count} line", "{count} lines", len(uses)).format(count=len(uses))
    yield Heading(count)
    if not uses:
        return
    yield Grid(
        _("What was done and when"),
        (GridColumn(_("When"), 27), GridColumn(_("What"), 38), GridColumn(_("Session"), 35)),
        tuple(_row(one, sessions) for one in reversed(uses)),
    )


def _row(use: Use, sessions: Mapping[str, Session]) -> tuple[Cell, ...]:
    when = use.at.astimezone(zone_info(DEFAULT_ZONE))
    moment = _("{day} at {time}").format(day=format_date_medium(when), time=format_time(when))
    values = (use.guid, *map(str, use.details.values()))
    session = next((sessions[one] for one in values if one in sessions), None)
    about = "" if session is None else _session(session)
    return Cell(moment), Cell(what_was_done(use)), Cell(about)


def _session(session: Session) -> str:
    day = session.starts.astimezone(zone_info(session.zone))
    return f"{word(session.kind)}, {format_date_medium(day)}"
