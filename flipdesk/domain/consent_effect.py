"""What consent did to a document, in one sentence: what is left out, what stands without a name."""

from collections.abc import Iterable

from flipdesk.domain.withheld import Withheld, WithheldReason
from flipdesk.i18n import _, ngettext

_LEFT_OUT = frozenset(
    {
        WithheldReason.QUOTE_NOT_ALLOWED,
        WithheldReason.QUOTE_WITHOUT_SPEAKER,
        WithheldReason.CONSENT_WITHDRAWN,
    }
)


def consent_effect(withheld: Iterable[Withheld]) -> str:
    """Return "Af hensyn til samtykke er 2 noter udeladt, …", "" when consent changed nothing."""
    reasons = [one.reason for one in withheld]
    out = sum(reason in _LEFT_OUT for reason in reasons)
    unnamed = reasons.count(WithheldReason.SPEAKER_NOT_NAMED)
    parts = []
    if out:
        words = ngettext("{count} note is left out", "{count} notes are left out", out)
        parts.append(words.format(count=out))
    if unnamed:
        words = ngettext(
            "{count} stands without its speaker", "{count} stand without their speakers", unnamed
        )
        parts.append(words.format(count=unnamed))
    if not parts:
        return ""
    return _("For want of consent {what}.").format(what=_(" and ").join(parts))
