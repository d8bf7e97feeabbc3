"""`flipdesk template`: the Word templates of organisations, and what is written in which."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flipdesk.cli.options import echo_json, json_option, kb_option, opened, table
from flipdesk.domain.clock import SystemClock
from flipdesk.domain.dates import format_date_short
from flipdesk.domain.word_template import EVERYTHING, TemplateSubject, WordTemplate
from flipdesk.errors import KnownError
from flipdesk.i18n import N_, _

if TYPE_CHECKING:
    from flipdesk.domain.ids import WordTemplateId
    from flipdesk.knowledge.knowledge_base import KnowledgeBase
    from flipdesk.services.template_files import CheckedTemplate
    from flipdesk.services.word_templates import WordTemplates

_FILE = click.argument("file", type=click.Path(path_type=Path), metavar="FILE")


@click.group(help=N_("Word templates of organisations."))
def template() -> None:
    """Hold the commands about templates together."""


@template.command(name="list", help=N_("List the templates that are kept, and their use."))
@kb_option
@json_option
def list_(kb: Path | None, *, as_json: bool) -> None:
    """Print one template a line, and last what is written in FlipDesk's own look."""
    with opened(kb) as base:
        templates = _templates(base)
        used = templates.uses()
        kept = [(one, _used_for(base, used, one.id)) for one in templates.all()]
        own = _used_for(base, used, None)
    if as_json:
        echo_json({"templates": [_summary(*one) for one in kept], "own_look": own})
    elif kept or own:
        own_line = (("", _("FlipDesk's own look"), "", ", ".join(own)),) if own else ()
        click.echo(table([*(_line(*one) for one in kept), *own_line]))
    else:
        click.echo(_("There is no Word template yet; flipdesk template add FILE takes one in."))


@template.command(help=N_("Say what a Word template lacks; nothing is changed."))
@click.argument("file", metavar="FILE|TEMPLATE")
@kb_option
@json_option
def check(file: str, kb: Path | None, *, as_json: bool) -> None:
    """Print a sentence for each thing that a file, or a template that is kept, lacks."""
    from flipdesk.services.template_files import findings_of, read_template

    path = Path(file)
    if path.exists() or path.suffix.casefold() in {".docx", ".dotx", ".docm", ".dotm"}:
        said = list(read_template(path).findings)
    else:
        with opened(kb) as base:
            templates = _templates(base)
            document = templates.document(templates.find(file).id)
        said = list(findings_of(document))
    if as_json:
        echo_json({"file": file, "findings": said})
    else:
        click.echo("\n".join(said) or _("The template has a place for everything."))


@template.command(help=N_("Take a Word template in, and say what it lacks."))
@_FILE
@click.option("--title", metavar="TITLE", help=N_("What it is called; else as the file."))
@click.option("--replace", metavar="TEMPLATE", help=N_("The template that it is to replace."))
@click.option("--series", metavar="SERIES", help=N_("Use it for this series at once."))
@kb_option
@json_option
def add(
    file: Path,
    title: str | None,
    replace: str | None,
    series: str | None,
    kb: Path | None,
    *,
    as_json: bool,
) -> None:
    """Keep a template that the guarded check lets in."""
    from dataclasses import replace as changed

    from flipdesk.services.template_files import read_template

    checked = read_template(file)
    checked = changed(checked, title=(title or "").strip() or checked.title)
    with opened(kb) as base:
        template_id = _taken_in(base, checked, replace, series)
        (kept,) = (one for one in _templates(base).all() if one.id == template_id)
    if as_json:
        echo_json({"id": kept.id, "title": kept.title, "findings": list(checked.findings)})
    else:
        told = _("Word template kept: {title} ({id})")
        click.echo("\n".join((told.format(title=kept.title, id=kept.id[:8]), *checked.findings)))


@template.command(help=N_("Choose what a series, an organisation or all series are written in."))
@click.argument("template", required=False, metavar="[TEMPLATE]")
@click.option("--series", metavar="SERIES", help=N_("For this series; else for all."))
@click.option("--organisation", metavar="NAME", help=N_("For every series of an organisation."))
@click.option("--own-look", is_flag=True, help=N_("FlipDesk's own look instead of a template."))
@click.option("--as-others", is_flag=True, help=N_("No choice, so that the wider one counts."))
@kb_option
def use(
    template: str | None,
    series: str | None,
    organisation: str | None,
    kb: Path | None,
    *,
    own_look: bool,
    as_others: bool,
) -> None:
    """Keep a choice; the nearest counts: series, then organisation, then everything."""
    if sum((template is not None, own_look, as_others)) != 1:
        raise click.UsageError(_("Give either a template, --own-look or --as-others."))
    if series is not None and organisation is not None:
        raise click.UsageError(_("Give either --series or --organisation."))
    with opened(kb) as base:
        templates, subject = _templates(base), _subject(base, series, organisation)
        if as_others:
            templates.use_as_others(subject)
        else:
            templates.use(subject, None if template is None else templates.find(template).id)


@template.command(help=N_("Remove a template; documents that were written in it stay."))
@click.argument("template", metavar="TEMPLATE")
@kb_option
def remove(template: str, kb: Path | None) -> None:
    """Forget a template and the choices of it."""
    with opened(kb) as base:
        templates = _templates(base)
        found = templates.find(template)
        templates.remove(found.id)
    click.echo(_("Word template removed: {title}").format(title=found.title))


def _taken_in(
    base: "KnowledgeBase", checked: "CheckedTemplate", replace: str | None, series: str | None
) -> "WordTemplateId":
    templates = _templates(base)
    subject = None if series is None else _subject(base, series, None)
    if replace is None:
        return templates.add(checked, subject)[0]
    template_id = templates.find(replace).id
    templates.replace(template_id, checked)
    if subject is not None:
        templates.use(subject, template_id)
    return template_id


def _subject(
    base: "KnowledgeBase", series: str | None, organisation: str | None
) -> TemplateSubject:
    from flipdesk.services.digests import Digests

    if series is not None:
        return TemplateSubject.series(Digests(base, SystemClock()).find(series).id)
    if organisation is None:
        return EVERYTHING
    found = base.organisations.named(organisation)
    if found is None:
        known = ", ".join(one.name for one in base.organisations.all())
        sentence = _("There is no organisation “{name}”; choose one of {known}.")
        raise KnownError(sentence.format(name=organisation, known=known))
    return TemplateSubject.organisation(found.id)


def _templates(base: "KnowledgeBase") -> "WordTemplates":
    from flipdesk.services.word_templates import WordTemplates

    return WordTemplates(base, SystemClock())


def _used_for(
    base: "KnowledgeBase",
    uses: "Mapping[TemplateSubject, WordTemplateId | None]",
    template_id: "WordTemplateId | None",
) -> list[str]:
    from flipdesk.services.word_templates import subject_name

    return [subject_name(base, subject) for subject, one in uses.items() if one == template_id]


def _line(kept: WordTemplate, used_for: list[str]) -> tuple[str, ...]:
    added = format_date_short(kept.added.astimezone())
    by = f"{added}, {kept.added_by}" if kept.added_by else added
    return kept.id[:8], kept.title, by, ", ".join(used_for)


def _summary(kept: WordTemplate, used_for: list[str]) -> dict[str, Any]:
    return {
        "id": kept.id,
        "title": kept.title,
        "sha256": kept.sha256,
        "bytes": kept.size_bytes,
        "added": kept.added.isoformat(),
        "added_by": kept.added_by,
        "used_for": used_for,
    }
