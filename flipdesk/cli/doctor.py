"""`flipdesk doctor`: what works on this machine."""

from dataclasses import asdict
from pathlib import Path

import click

from flipdesk.cli.options import echo_json, json_option, kb_option
from flipdesk.i18n import N_, _
from flipdesk.paths import default_knowledge_base
from flipdesk.services.doctor import Finding, diagnose

MARKS = {True: "✓", None: "–", False: "✗"}


@click.command(help=N_("Tell what works on this machine and what to install for the rest."))
@kb_option
@json_option
def doctor(kb: Path | None, *, as_json: bool) -> None:
    """Print the findings; leave with 1 when something that FlipDesk needs is missing."""
    folder = (kb or default_knowledge_base()).absolute().parent
    findings = diagnose(folder)
    if as_json:
        echo_json([asdict(finding) for finding in findings])
    else:
        click.echo("\n".join(lines(findings)))
    if any(finding.ok is False for finding in findings):
        raise SystemExit(1)


def lines(findings: tuple[Finding, ...]) -> list[str]:
    """Return the findings as a table, each piece of advice on a line below."""
    width = max(len(finding.name) for finding in findings)
    printed = []
    for finding in findings:
        printed.append(f"{MARKS[finding.ok]} {finding.name:<{width}}  {finding.detail}")
        if finding.advice:
            printed.append(f"  {'':<{width}}  {finding.advice}")
    if all(finding.ok is not False for finding in findings):
        printed.append(_("FlipDesk can be used on this machine."))
    return printed
