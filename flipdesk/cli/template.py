"""`flipdesk template`: look at the Word template of an organisation."""

from pathlib import Path

import click

from flipdesk.cli.options import echo_json, json_option
from flipdesk.i18n import N_, _


@click.group(help=N_("Word templates of organisations."))
def template() -> None:
    """Hold the commands about templates together."""


@template.command(help=N_("Say what a Word template lacks; nothing is changed."))
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@json_option
def check(file: Path, *, as_json: bool) -> None:
    """Print a sentence for each thing that the template lacks."""
    from flipdesk.services.template_files import read_template

    said = list(read_template(file).findings)
    if as_json:
        echo_json({"file": str(file), "findings": said})
    else:
        click.echo("\n".join(said) or _("The template has a place for everything."))
