"""In which Word template a command writes: the one of the series, another file, or none."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from flipdesk.domain.clock import SystemClock
from flipdesk.i18n import N_, _

if TYPE_CHECKING:
    from flipdesk.domain.ids import SeriesId
    from flipdesk.knowledge.knowledge_base import KnowledgeBase

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Look:
    """What was said about the template to write in; usually nothing."""

    file: Path | None
    is_own: bool

    def of(self, base: "KnowledgeBase", series_id: "SeriesId") -> bytes | None:
        """Return the bytes of the template to write in, None for FlipDesk's own look.

        Raises:
            KnownError: the file cannot be read, or is no template that may be used.
        """
        from flipdesk.services.template_files import read_template
        from flipdesk.services.word_templates import WordTemplates

        if self.file is not None:
            return read_template(self.file).document
        return None if self.is_own else WordTemplates(base, SystemClock()).look(series_id)


def look_options(command: Command) -> Command:
    """Add `--template FILE` and `--no-template` as the one argument `look`."""

    @wraps(command)
    def with_look(*arguments: Any, template: Path | None, no_template: bool, **options: Any) -> Any:
        if template is not None and no_template:
            raise click.UsageError(_("Give either --template or --no-template."))
        return command(*arguments, look=Look(template, no_template), **options)

    file = click.option(
        "--template",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help=N_("The Word template to write it in; that of the series when nothing is said."),
    )
    own = click.option("--no-template", is_flag=True, help=N_("Write it in FlipDesk's own look."))
    return cast("Command", file(own(with_look)))
