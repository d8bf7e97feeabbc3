"""`flipdesk person`: who is in the knowledge base, and erasing somebody from all of it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from flipdesk.cli.erase import erase as erase_it
from flipdesk.cli.erase import erase_options, wish_of
from flipdesk.cli.options import echo_json, json_option, kb_option, opened, table
from flipdesk.domain.clock import SystemClock
from flipdesk.domain.ids import PersonId
from flipdesk.domain.stand_in import is_stand_in
from flipdesk.i18n import N_, _, ngettext

SHORT_ID = 8


@dataclass(frozen=True, slots=True)
class _Named:
    id: PersonId
    title: str


@click.group(help=N_("The people in the knowledge base."))
def person() -> None:
    """Hold the commands about people together."""


@person.command(name="list", help=N_("List the people, and in how many sessions they take part."))
@kb_option
@json_option
def list_(kb: Path | None, *, as_json: bool) -> None:
    """Print one person a line."""
    with opened(kb) as base:
        people = [one for one in base.people.all() if not is_stand_in(one.id)]
        counts = {one.id: base.people.sessions_of(one.id) for one in people}
    if as_json:
        echo_json([{"id": one.id, "name": one.name, "sessions": counts[one.id]} for one in people])
        return
    words = {n: ngettext("{n} session", "{n} sessions", n).format(n=n) for n in counts.values()}
    click.echo(table([(one.id[:SHORT_ID], one.name, words[counts[one.id]]) for one in people]))


@person.command(
    help=N_("Show everything that carries somebody and, with --yes, erase it for good.")
)
@click.argument("name")
@erase_options
@kb_option
@json_option
def erase(name: str, kb: Path | None, *, as_json: bool, **options: Any) -> None:
    """Erase somebody by name, or by the id or its beginning."""
    from flipdesk.services.erasing import Erasing
    from flipdesk.services.meant import meant

    with opened(kb) as base:
        people = [one for one in base.people.all() if not is_stand_in(one.id)]
        none = _("Nobody is called “{wanted}”; see flipdesk person list.").format(wanted=name)
        several = _("“{wanted}” can be several people; name one of them: {people}.")
        found = meant(
            [_Named(one.id, one.name) for one in people],
            name,
            none=none,
            several=several.format(wanted=name, people="{found}"),
        )
        plan = Erasing(base, SystemClock()).find_person(found.id)
        erase_it(base, plan, wish_of(options, as_json=as_json))
