"""`flipdesk minutes state`, and the options that say how a version stands."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from flipdesk.cli.minutes_found import find_minutes
from flipdesk.cli.options import kb_option, opened
from flipdesk.domain.clock import SystemClock
from flipdesk.domain.dates import format_date_long
from flipdesk.domain.ids import SessionId
from flipdesk.domain.minutes_state import Standing
from flipdesk.domain.vocabulary import MinutesState
from flipdesk.domain.words import word
from flipdesk.errors import KnownError
from flipdesk.i18n import N_, _

if TYPE_CHECKING:
    from flipdesk.knowledge.knowledge_base import KnowledgeBase
    from flipdesk.services.minutes_states import MinutesStates

Command = TypeVar("Command", bound=Callable[..., Any])
_WRITTEN = (MinutesState.DRAFT, MinutesState.COMMENTS, MinutesState.APPROVED)
_MARKED = (MinutesState.COMMENTS, MinutesState.APPROVED, MinutesState.ARCHIVED)

state_option = click.option(
    "--state",
    type=click.Choice([str(one) for one in _WRITTEN]),
    default=str(MinutesState.DRAFT),
    help=N_("What the document says that it is; a draft when nothing is said."),
)


def standing_options(command: Command) -> Command:
    """Add what belongs to a state: until when comments are welcome, who approved it and when."""
    for option, metavar, words in (
        ("--on", "DAY", N_("The day of the approval; today when nothing is said.")),
        ("--by", "WHO", N_("Who approved it.")),
        ("--until", "DAY", N_("The last day for comments; in 14 days when nothing is said.")),
    ):
        command = click.option(option, metavar=metavar, help=words)(command)
    return command


def standing_said(
    states: "MinutesStates",
    session_id: SessionId,
    state: MinutesState,
    *,
    until: str | None,
    by: str | None,
    on: str | None,
) -> Standing:
    """Return the standing that the options say.

    Raises:
        KnownError: a day cannot be understood, or an option belongs to another state.
    """
    if until is not None and state is not MinutesState.COMMENTS:
        raise KnownError(_("A last day for comments belongs to the state comments."))
    if (by is not None or on is not None) and state is not MinutesState.APPROVED:
        raise KnownError(_("Who approved and when belongs to the state approved."))
    if state is MinutesState.COMMENTS:
        return Standing.out(states.read_deadline(session_id, until or ""))
    if state is MinutesState.APPROVED:
        return Standing.approved(by or "", states.read_approval(session_id, on or ""))
    return Standing(state)


def states_of(base: "KnowledgeBase") -> "MinutesStates":
    from flipdesk.services.minutes_states import MinutesStates

    return MinutesStates(base, SystemClock())


@click.command(name="state", help=N_("Say how a kept version stands; its document is as it was."))
@click.argument("which")
@click.argument("state", type=click.Choice([str(one) for one in _MARKED]))
@standing_options
@kb_option
def mark(which: str, state: str, kb: Path | None, **said: str | None) -> None:
    """Move a version on."""
    with opened(kb) as base:
        states = states_of(base)
        chosen = find_minutes(base, which)
        standing = standing_said(states, chosen.session_id, MinutesState(state), **said)
        states.stand(chosen.id, standing)
    day = standing.comments_by or (standing.approval and standing.approval.on)
    parts = [word(standing.state), *((format_date_long(day),) if day else ())]
    sentence = _("Version {version} is now: {state}")
    click.echo(sentence.format(version=chosen.version, state=", ".join(parts)))
