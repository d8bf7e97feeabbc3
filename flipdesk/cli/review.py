"""`flipdesk review`: take in documents that came back, and decide about what stands in them."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from flipdesk.cli.options import echo_json, json_option, kb_option, opened
from flipdesk.domain.clock import SystemClock
from flipdesk.domain.findings import ChangeKind
from flipdesk.domain.review import ReviewChange, ReviewComment, ReviewState
from flipdesk.domain.words import word
from flipdesk.errors import KnownError
from flipdesk.i18n import N_, _

if TYPE_CHECKING:
    from flipdesk.domain.changes import Step
    from flipdesk.knowledge.knowledge_base import KnowledgeBase
    from flipdesk.services.reviewing import ChangeToDecide, Reviewing

T = TypeVar("T", ReviewChange, ReviewComment)


@click.group(help=N_("Comments and changes in minutes that came back."))
def review() -> None:
    """Hold the commands about review together."""


@review.command(name="import", help=N_("Take in the comments and changes of a document."))
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--minutes",
    "which",
    metavar="ID",
    help=N_("The version it was made from, when the document itself does not tell."),
)
@kb_option
@json_option
def import_(file: Path, which: str | None, kb: Path | None, *, as_json: bool) -> None:
    """Print what could be matched and what not."""
    from flipdesk.services.taking_in import TakingIn

    reading = TakingIn.read_file(file)
    with opened(kb) as base:
        minutes_id = None if which is None else _minutes(base, which)
        taken = TakingIn(base).take_in(reading, minutes_id)
    if not as_json:
        click.echo("\n".join(taken.statement))
        return
    echo_json(
        {
            "id": taken.file.id,
            "is_new": taken.is_new,
            "session": taken.file.session_id,
            "minutes": taken.file.minutes_id,
            "found_by_id": taken.file.by_id,
            "found_by_words": taken.file.by_words,
            "gone": taken.file.gone,
            "statement": list(taken.statement),
        }
    )


@review.command(name="list", help=N_("List what came back for a session."))
@click.argument("session")
@kb_option
@json_option
def list_(session: str, kb: Path | None, *, as_json: bool) -> None:
    """Print every comment and change with the beginning of its id."""
    from flipdesk.services.session_files import SessionFiles

    with opened(kb) as base:
        found = SessionFiles(base, SystemClock()).find(session)
        reviewing = _reviewing(base)
        comments, changes = reviewing.comments(found.id), reviewing.changes(found.id)
    if as_json:
        echo_json(
            {
                "comments": [_comment_fields(one) for one in comments],
                "changes": [_change_fields(one) for one in changes],
            }
        )
    elif comments or changes:
        lines = [line for one in comments for line in _comment_lines(one)]
        lines += [line for one in changes for line in _change_lines(one)]
        click.echo("\n".join(lines))
    else:
        click.echo(_("Nothing has come back yet; flipdesk review import FILE.docx takes it in."))


@review.command(help=N_("Accept a change or comment; --text writes a text of your own instead."))
@click.argument("which")
@click.option("--text", metavar="TEXT", help=N_("What the text is to be instead."))
@kb_option
def accept(which: str, text: str | None, kb: Path | None) -> None:
    """Let a change stand in the text."""

    def do(reviewing: "Reviewing", change: ReviewChange) -> "Step":
        if text is not None:
            return reviewing.edit(change.id, text)
        return reviewing.accept(change.id)

    with opened(kb) as base:
        _decide(base, which, do, ReviewState.ACCEPTED)


@review.command(help=N_("Reject a change or comment; the text stays as it is."))
@click.argument("which")
@kb_option
def reject(which: str, kb: Path | None) -> None:
    """Leave the text as it is."""
    with opened(kb) as base:
        _decide(base, which, lambda one, change: one.reject(change.id), ReviewState.REJECTED)


def _decide(
    base: "KnowledgeBase",
    which: str,
    do: "Callable[[Reviewing, ReviewChange], Step]",
    state: ReviewState,
) -> None:
    reviewing = _reviewing(base)
    sessions = base.sessions.all()
    changes = [one for each in sessions for one in base.review_changes.of_session(each.id)]
    comments = [one for each in sessions for one in base.review_comments.of_session(each.id)]
    change, comment = _starting(changes, which), _starting(comments, which)
    if change is not None:
        do(reviewing, change)
    elif comment is not None:
        reviewing.settle(comment.id, state)
    else:
        sentence = _("Nothing that came back begins with {id}. See flipdesk review list SESSION.")
        raise KnownError(sentence.format(id=which))
    click.echo(word(state))


def _starting(things: Sequence[T], beginning: str) -> T | None:
    """Return the only thing whose id begins so."""
    sought = beginning.strip().casefold()
    found = [one for one in things if sought and one.id.startswith(sought)]
    return found[0] if len(found) == 1 else None


def _minutes(base: "KnowledgeBase", which: str) -> Any:
    every = [one for each in base.sessions.all() for one in base.minutes.of_session(each.id)]
    found = [one for one in every if which and one.id.startswith(which.strip().casefold())]
    if len(found) != 1:
        raise KnownError(
            _("No minutes begin with {id}. See flipdesk minutes list.").format(id=which)
        )
    return found[0].id


def _reviewing(base: "KnowledgeBase") -> "Reviewing":
    from flipdesk.services.reviewing import Reviewing

    return Reviewing(base, SystemClock())


def _comment_lines(one: ReviewComment) -> list[str]:
    lead = "  ↳ " if one.parent_id else ""
    place = "" if one.concerns else " (" + _("could not be placed") + ")"
    lines = [f"{lead}{one.id[:8]}  {word(one.state)}  {_who([one.said_by])}{place}: {one.text}"]
    return [*lines, f"          “{one.quote}”"] if one.quote and not one.parent_id else lines


def _change_lines(one: "ChangeToDecide") -> list[str]:
    first = one.same.first
    is_lost = first.concerns is None and first.kind is not ChangeKind.ADDED
    place = " (" + _("could not be placed") + ")" if is_lost else ""
    said = f"[-{first.old_text}-]" if first.old_text else ""
    said += f"{{+{first.new_text}+}}" if first.new_text else ""
    head = (
        f"{first.id[:8]}  {word(first.state)}  {_who(one.same.people)}{place}: {word(first.kind)}"
    )
    lines = [head, f"          {said}"]
    if one.contradicts:
        others = ", ".join(other.first.id[:8] for other in one.contradicts)
        lines.append("          " + _("contradicts {others}").format(others=others))
    return lines


def _who(people: Sequence[str]) -> str:
    return ", ".join(one for one in people if one) or _("not told by whom")


def _comment_fields(one: ReviewComment) -> dict[str, Any]:
    return {
        "id": one.id,
        "concerns": one.concerns,
        "by": one.said_by,
        "on": one.said_on,
        "text": one.text,
        "quote": one.quote,
        "answers": one.parent_id,
        "is_done": one.is_done,
        "state": one.state,
        "after": one.near_before,
        "before": one.near_after,
    }


def _change_fields(one: "ChangeToDecide") -> dict[str, Any]:
    first = one.same.first
    return {
        "id": first.id,
        "kind": first.kind,
        "concerns": first.concerns,
        "by": list(one.same.people),
        "on": [each.said_on for each in one.same.changes],
        "old": first.old_text,
        "new": first.new_text,
        "is_tracked": first.is_tracked,
        "state": first.state,
        "contradicts": [other.first.id for other in one.contradicts],
        "would_be": one.outcome,
        "after": first.near_before,
        "before": first.near_after,
    }
