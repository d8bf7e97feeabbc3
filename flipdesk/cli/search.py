"""`flipdesk search`: find reflections and outcomes."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from flipdesk.cli.narrowing import named_organisations, named_potentials
from flipdesk.cli.options import echo_json, json_option, kb_option, opened
from flipdesk.cli.search_options import (
    codes_of,
    kept_search,
    named_series,
    named_sessions,
    places_named,
    search_options,
)
from flipdesk.domain.dates import format_date_short
from flipdesk.domain.narrowing import changed_by, filters_of
from flipdesk.domain.offsets import format_duration
from flipdesk.domain.search import NOTES, Hit, Query
from flipdesk.domain.vocabulary import ReflectionKind, Role
from flipdesk.domain.words import word
from flipdesk.i18n import N_, _, ngettext
from flipdesk.knowledge.snippets import MARK_FROM, MARK_TO
from flipdesk.services.saved_searches import SavedSearches

_ALL_WORDS = 10**6
_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command(help=N_("Find reflections and outcomes by their words."))
@click.argument("query", required=False)
@click.option(
    "--potential",
    "potentials",
    multiple=True,
    metavar="NAME",
    help=N_("Only this potential, by slug or number."),
)
@click.option(
    "--organisation",
    "organisations",
    multiple=True,
    metavar="NAME",
    help=N_("Only this organisation."),
)
@click.option(
    "--role",
    "roles",
    multiple=True,
    type=click.Choice([str(role) for role in Role]),
    help=N_("Only what was said in this role."),
)
@click.option("--from", "since", type=_DAY, metavar="DATE", help=N_("Not before this day."))
@click.option("--to", "until", type=_DAY, metavar="DATE", help=N_("Not after this day."))
@search_options
@kb_option
@json_option
def search(
    query: str | None,
    potentials: tuple[str, ...],
    organisations: tuple[str, ...],
    roles: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    kb: Path | None,
    *,
    as_json: bool,
    **more: Any,
) -> None:
    """Print one hit a line, the most telling first."""
    if query is None and more["saved"] is None:
        raise click.UsageError(_("Say what to search for."))
    with opened(kb) as base:
        base.search.words.catch_up(_ALL_WORDS)
        given = Query(
            words=query or "",
            potentials=named_potentials(base, potentials),
            organisations=named_organisations(base, organisations),
            roles=tuple(Role(role) for role in roles),
            since=_day(since),
            until=_day(until),
            among=places_named(more["places"]) or NOTES,
            kinds=tuple(ReflectionKind(kind) for kind in more["kinds"]),
            series=named_series(base, more["series"]),
            sessions=named_sessions(base, more["sessions"]),
            authors=more["authors"],
            codes=codes_of(more["codes"]),
        )
        wanted = changed_by(kept_search(base, more["saved"]), given)
        if more["keep"] is not None:
            SavedSearches(base).keep(more["keep"], wanted.words, filters_of(wanted))
        hits = base.search.find(wanted)
    if as_json:
        echo_json([_summary(hit) for hit in hits])
        return
    for hit in hits:
        click.echo(_line(hit))
    counted = ngettext("{count} hit", "{count} hits", len(hits)) if hits else _("Nothing found.")
    click.echo(counted.format(count=len(hits)))


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()


def _line(hit: Hit) -> str:
    where = [format_date_short(hit.starts), hit.session_title]
    if hit.at_ms is not None:
        where.append(format_duration(hit.at_ms))
    if hit.role is not None:
        where.append(word(hit.role))
    if hit.potentials:
        where.append(", ".join(hit.potentials))
    # Minutes are pages long: of those, what stands round the words is enough.
    text = hit.snippet if hit.kind in ("minutes_text", "session_material") else hit.text
    text = text.replace(MARK_FROM, "").replace(MARK_TO, "")
    return f"{' · '.join(where)}\n    {' '.join(text.split())}"


def _summary(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.id,
        "kind": hit.kind,
        "session": hit.session_id,
        "session_title": hit.session_title,
        "series": hit.series_title,
        "organisation": hit.organisation,
        "starts": hit.starts.isoformat(),
        "at_ms": hit.at_ms,
        "role": hit.role,
        "potentials": list(hit.potentials),
        "text": hit.text,
    }
