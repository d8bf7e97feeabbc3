"""The command line: finds the command, runs it, and turns every known problem into a sentence."""

import contextlib
import importlib
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click
from typing_extensions import override

from flipdesk import __version__
from flipdesk.cli.help_text import help_text
from flipdesk.cli.usage import usage_sentence
from flipdesk.errors import KnownError
from flipdesk.i18n import DEFAULT, LANGUAGES, N_, _, use_language

OpenWindow = Callable[[Path | None], int]

COMMANDS = {
    "kb": "flipdesk.cli.kb:kb",
    "session": "flipdesk.cli.session:session",
    "person": "flipdesk.cli.person:person",
    "passage": "flipdesk.cli.passage_erase:passage",
    "coding": "flipdesk.cli.coding:coding",
    "series": "flipdesk.cli.series:series",
    "record": "flipdesk.cli.recording:record",
    "recording": "flipdesk.cli.sound:recording",
    "recover": "flipdesk.cli.recover:recover",
    "devices": "flipdesk.cli.record:devices",
    "minutes": "flipdesk.cli.minutes:minutes",
    "pseudonyms": "flipdesk.cli.pseudonyms:pseudonyms",
    "retention": "flipdesk.cli.retention:retention",
    "journal": "flipdesk.cli.journal:journal",
    "review": "flipdesk.cli.review:review",
    "template": "flipdesk.cli.template:template",
    "transcript": "flipdesk.cli.transcript:transcript",
    "handout": "flipdesk.cli.papers:handout",
    "export": "flipdesk.cli.export:export",
    "import": "flipdesk.cli.imports:import_",
    "search": "flipdesk.cli.search:search",
    "report": "flipdesk.cli.report:report",
    "demo": "flipdesk.cli.demo:demo",
    "doctor": "flipdesk.cli.doctor:doctor",
}
"""Where each command lives; it is imported when it is called."""

KNOWN, USAGE, INTERRUPTED = 1, 2, 130
_HELP = ("--help", "-h")


class Commands(click.Group):
    """The commands by name, each imported when it is asked for."""

    @override
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    @override
    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


def main(arguments: Sequence[str], open_window: OpenWindow) -> int:
    """Run a command and return the exit status: 1 for a known problem, 2 for wrong usage."""
    _speak_to_any_terminal()
    wanted = os.environ.get("FLIPDESK_LANGUAGE", DEFAULT)
    use_language(wanted if wanted in LANGUAGES else DEFAULT)
    try:
        status = _run(list(arguments), open_window)
    except click.UsageError as error:
        status = _complain(USAGE, usage_sentence(error))
    except click.ClickException as error:
        status = _complain(KNOWN, error.format_message())
    except KnownError as error:
        problems = getattr(error, "problems", ())
        status = _complain(KNOWN, str(error), *(f"  {problem}" for problem in problems))
    except (click.Abort, KeyboardInterrupt):
        status = INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has had enough; nothing more may be written to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = KNOWN
    except SystemExit as error:
        status = error.code if isinstance(error.code, int) else 0
    return status


def _run(arguments: list[str], open_window: OpenWindow) -> int:
    arguments = _with_language_chosen(arguments)
    group = Commands("flipdesk", help=N_("Prepare, run, record and follow up FLIP sessions."))
    if arguments == ["--version"]:
        click.echo(f"FlipDesk {__version__}")
        return 0
    if not set(_before_dashes(arguments)).isdisjoint(_HELP):
        words = [word for word in arguments if not word.startswith("-")]
        click.echo(help_text(group, words))
        return 0
    if not arguments or arguments[0].partition("=")[0] == "--kb":
        return open_window(_named_knowledge_base(arguments))
    result = group.main(arguments, prog_name="flipdesk", standalone_mode=False)
    return result if isinstance(result, int) else 0


def _with_language_chosen(arguments: list[str]) -> list[str]:
    """Use the language of --language and return the arguments without it.

    What `minutes write` is told is the language of the minutes.
    """
    rest: list[str] = []
    pending = iter(arguments)
    for argument in pending:
        name, equals, value = argument.partition("=")
        if name != "--language" or rest[:2] == ["minutes", "write"]:
            rest.append(argument)
            continue
        chosen = value if equals else next(pending, "")
        if chosen not in LANGUAGES:
            sentence = _("--language can be {languages}.")
            raise click.UsageError(sentence.format(languages=", ".join(LANGUAGES)))
        use_language(chosen)
    return rest


def _named_knowledge_base(arguments: list[str]) -> Path | None:
    """Return the folder of `--kb PATH`, which may stand alone to open the window on it."""
    if not arguments:
        return None
    _name, equals, value = arguments[0].partition("=")
    rest = arguments[1:]
    if not equals:
        value, rest = "".join(rest[:1]), rest[1:]
    if rest or not value:
        raise click.UsageError(_("Options stand after the command; see flipdesk --help."))
    return Path(value)


def _before_dashes(arguments: list[str]) -> list[str]:
    return arguments[: arguments.index("--")] if "--" in arguments else arguments


def _complain(status: int, *lines: str) -> int:
    click.echo("\n".join(lines), err=True)
    return status


def _speak_to_any_terminal() -> None:
    """Let a letter that a terminal cannot show become a question mark and no error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            with contextlib.suppress(ValueError, io.UnsupportedOperation):
                stream.reconfigure(errors="replace")
