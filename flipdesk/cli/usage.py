"""What to say when a command is used wrongly: click's own sentences are English."""

import click

from flipdesk.cli.offset import Offset
from flipdesk.i18n import _


def usage_sentence(error: click.UsageError) -> str:
    """Return one sentence that says what is wrong with the command and where help is."""
    command = error.ctx.command_path if error.ctx is not None else "flipdesk"
    return _("{problem} See {command} --help.").format(problem=_problem(error), command=command)


def _problem(error: click.UsageError) -> str:
    unknown = getattr(error, "command_name", None)
    parameter = error.param if isinstance(error, click.BadParameter) else None
    name = _name(parameter) if parameter is not None else ""
    if unknown is not None:
        problem = _("There is no command “{name}”.").format(name=unknown)
    elif isinstance(error, click.NoSuchOption):
        problem = _("There is no option {name}.").format(name=error.option_name)
    elif isinstance(error, click.MissingParameter):
        problem = _("{name} is missing.").format(name=name)
    elif parameter is not None:
        problem = _bad_value(parameter, name)
    elif isinstance(error, click.BadOptionUsage):
        problem = _("{name} cannot be used that way.").format(name=error.option_name)
    elif type(error) is click.UsageError and error.ctx is None:
        problem = error.message
    elif error.ctx is not None and isinstance(error.ctx.command, click.Group):
        problem = _("A command is missing after {command}.").format(command=error.ctx.command_path)
    else:
        problem = _("There are too many words after the command.")
    return problem


def _bad_value(parameter: click.Parameter, name: str) -> str:
    kind = parameter.type
    if isinstance(kind, click.Choice):
        choices = ", ".join(str(choice) for choice in kind.choices)
        return _("{name} must be one of {choices}.").format(name=name, choices=choices)
    if isinstance(kind, Offset):
        return _("{name} must be a place in the recording such as 0:03:12.").format(name=name)
    if isinstance(kind, click.DateTime) and any("%H" in one for one in kind.formats):
        return _("{name} must be a moment such as 2021-04-22 09:30.").format(name=name)
    if isinstance(kind, click.DateTime):
        return _("{name} must be a date such as 2021-04-22.").format(name=name)
    if isinstance(kind, click.FloatRange):
        return _("{name} must be a number above 0.").format(name=name)
    return _("{name} cannot be used that way.").format(name=name)


def _name(parameter: click.Parameter) -> str:
    if isinstance(parameter, click.Option):
        return max(parameter.opts, key=len)
    return parameter.make_metavar(click.Context(click.Command("flipdesk"))).strip("[]. ")
