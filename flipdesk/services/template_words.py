"""What is said about a Word template that was looked at."""

from typing import TYPE_CHECKING

from flipdesk.i18n import N_, _

if TYPE_CHECKING:
    from flipdesk.documents.template.inspect import TemplateReport

_PARTS = {
    "title": N_("title"),
    "subtitle": N_("subtitle"),
    "head": N_("details"),
    "summary": N_("summary of the session"),
    "items": N_("items"),
    "agreements": N_("agreements"),
}


def template_sentences(report: "TemplateReport") -> list[str]:
    """Return a sentence for each thing the template lacks or holds too much of; maybe none."""
    said = []
    if report.unplaced:
        names = ", ".join(_(_PARTS[part]) for part in report.unplaced)
        said.append(_("Without a place in the template: {names}.").format(names=names))
    if report.unknown:
        names = ", ".join("{{" + name + "}}" for name in report.unknown)
        said.append(_("FlipDesk does not know these names: {names}.").format(names=names))
    if not report.numbers_pages:
        said.append(_("There is no page number in the header or footer."))
    if report.has_comments:
        said.append(_("The template holds comments."))
    if report.has_tracked_changes:
        said.append(_("The template holds tracked changes."))
    if report.outside:
        said.append(_("The template refers to something outside the file."))
    return said
