"""`flipdesk devices`: the microphones of this machine."""

import json
from dataclasses import asdict

import click

from flipdesk.i18n import N_, _


@click.command(help=N_("List the microphones of this machine."))
@click.option("--json", "as_json", is_flag=True, help=N_("Write JSON."))
def devices(*, as_json: bool) -> None:
    """Print one microphone a line, the default one marked."""
    from flipdesk.audio.device import devices_now

    found = devices_now()
    if as_json:
        plain = [asdict(device) for device in found]
        click.echo(json.dumps(plain, ensure_ascii=False, indent=2))
    elif not found:
        click.echo(_("There is no microphone."))
    else:
        for device in found:
            mark = "*" if device.is_default else " "
            click.echo(f"{mark} {device.name}  ({device.host_api})")
