"""How a contribution is put into words, whatever the form of the document."""

from flipdesk.domain.document_snapshot import Contribution
from flipdesk.i18n import pgettext

_MARKS = frozenset("\"”“»«'’")


def quoted(contribution: Contribution) -> str:
    """Return the words, a quote in quotation marks unless it brought its own."""
    text = contribution.text
    if not contribution.is_quote or text[:1] in _MARKS:
        return text
    return pgettext("quotation", "“{words}”").replace("{words}", text)


def source(contribution: Contribution) -> str:
    """Return "Praksiseksempel · Sagsbehandler", "" when neither is to be said."""
    return " · ".join(part for part in (contribution.kind, contribution.speaker) if part)


def beside(contribution: Contribution) -> str:
    """Return what stands small below the words in a table: kind and caution."""
    return " · ".join(part for part in (contribution.kind, contribution.caution) if part)
