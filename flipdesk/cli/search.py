"""`flipdesk search`: find reflections and outcomes."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flipdesk.cli.options import echo_json, json_option, kb_option, opened
from flipdesk.domain.dates import format_date_short
from flipdesk.domain.offsets import format_duration
from flipdesk.domain.search import Hit, Query
from flipdesk.domain.vocabulary import Role
from flipdesk.domain.words import word
from flipdesk.errors import KnownError
from flipdesk.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from flipdesk.knowledge.knowledge_base import KnowledgeBase

_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command(help=N_("Find reflections and outcomes by their words."))
@click.argument("query")
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
@kb_option
@json_option
def search(
    query: str,
    potentials: tuple[str, ...],
    organisations: tuple[str, ...],
    roles: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    kb: Path | None,
    *,
    as_json: bool,
) -> None:
    """Print one hit a line, the most telling first."""
    with opened(kb) as base:
        wanted = Query(
            words=query,
            potentials=_potentials(base, potentials),
            organisations=_organisations(base, organisations),
            roles=tuple(Role(role) for role in roles),
            since=_day(since),
            until=_day(until),
        )
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


def _potentials(base: "KnowledgeBase", named: tuple[str, ...]) -> tuple[str, ...]:
    """Return the slugs of potentials given by slug, number, key or short name."""
    codes = [code for codebook in base.codebooks.all() for code in codebook.potentials]
    slugs = []
    for name in named:
        sought = name.strip().casefold()
        found = next(
            (
                code.slug
                for code in codes
                if sought in (code.slug, str(code.number), code.name.casefold(), *code.keys)
            ),
            None,
        )
        if found is None:
            known = ", ".join(dict.fromkeys(code.slug for code in codes))
            sentence = _("There is no potential “{name}”; choose one of {known}.")
            raise KnownError(sentence.format(name=name, known=known))
        slugs.append(found)
    return tuple(slugs)


def _organisations(base: "KnowledgeBase", named: tuple[str, ...]) -> tuple[str, ...]:
    """Return organisations by the name they have here."""
    names = []
    for name in named:
        organisation = base.organisations.named(name)
        if organisation is None:
            known = ", ".join(one.name for one in base.organisations.all())
            sentence = _("There is no organisation “{name}”; choose one of {known}.")
            raise KnownError(sentence.format(name=name, known=known))
        names.append(organisation.name)
    return tuple(names)


def _line(hit: Hit) -> str:
    where = [format_date_short(hit.starts), hit.session_title]
    if hit.at_ms is not None:
        where.append(format_duration(hit.at_ms))
    if hit.role is not None:
        where.append(word(hit.role))
    if hit.potentials:
        where.append(", ".join(hit.potentials))
    return f"{' · '.join(where)}\n    {' '.join(hit.text.split())}"


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
