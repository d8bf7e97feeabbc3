"""What is told when a document has been taken in: what could be matched and what not."""

from collections.abc import Iterator, Sequence

from flipdesk.domain.findings import ChangeKind, Findings
from flipdesk.domain.minutes import Minutes
from flipdesk.domain.words import word
from flipdesk.i18n import _, ngettext


def statement(
    minutes: Minutes,
    newest: int,
    found: Findings,
    *,
    by_words: bool,
    made_before: int,
    said_before: int,
    left_out: Sequence[str],
) -> tuple[str, ...]:
    """Return sentences in the order in which they matter.

    `newest` is the newest version there is; `made_before` counts changes and `said_before` comments
    that stood in another returned copy already.
    """
    return tuple(
        _sentences(
            minutes,
            newest,
            found,
            by_words=by_words,
            made_before=made_before,
            said_before=said_before,
            left_out=left_out,
        )
    )


def counted(found: Findings) -> str:
    """Return "2 kommentarer, 3 ændringer, 1 nyt afsnit"."""
    added = sum(one.kind is ChangeKind.ADDED for one in found.changes)
    comments, changes = len(found.comments), len(found.changes) - added
    parts = [
        ngettext("{n} comment", "{n} comments", comments).format(n=comments),
        ngettext("{n} change", "{n} changes", changes).format(n=changes),
    ]
    if added:
        parts.append(ngettext("{n} new paragraph", "{n} new paragraphs", added).format(n=added))
    return ", ".join(parts)


def _sentences(
    minutes: Minutes,
    newest: int,
    found: Findings,
    *,
    by_words: bool,
    made_before: int,
    said_before: int,
    left_out: Sequence[str],
) -> Iterator[str]:
    sentence = _("Taken in: {counted}, in version {version} ({audience}).")
    yield sentence.format(
        counted=counted(found), version=minutes.version, audience=word(minutes.audience)
    )
    if newest > minutes.version:
        older = _(
            "It answers version {version}; the newest is version {newest}. It was compared with its"
            " own version, and what is accepted goes into the texts as they stand now."
        )
        yield older.format(version=minutes.version, newest=newest)
    if by_words:
        yield _("The document had lost its hidden id and was recognised by its words.")
    if found.by_words:
        yield ngettext(
            "{n} place had lost its hidden id and was found by its words.",
            "{n} places had lost their hidden ids and were found by their words.",
            found.by_words,
        ).format(n=found.by_words)
    if found.gone:
        yield ngettext(
            "{n} place of the version that was sent is not in the document any more.",
            "{n} places of the version that was sent are not in the document any more.",
            found.gone,
        ).format(n=found.gone)
    if found.unplaced:
        yield ngettext(
            "{n} comment or change could not be placed; it is listed with the text around it.",
            "{n} comments or changes could not be placed; they are listed with the text around"
            " them.",
            found.unplaced,
        ).format(n=found.unplaced)
    yield from _shown_once(made_before, said_before)
    if left_out:
        yield _("Not read: {things}.").format(things="; ".join(left_out))


def _shown_once(made_before: int, said_before: int) -> Iterator[str]:
    if made_before:
        yield ngettext(
            "{n} change stands in another returned copy too, and is shown once.",
            "{n} changes stand in another returned copy too, and are shown once.",
            made_before,
        ).format(n=made_before)
    if said_before:
        yield ngettext(
            "{n} comment stands in another returned copy too, and is shown once.",
            "{n} comments stand in another returned copy too, and are shown once.",
            said_before,
        ).format(n=said_before)
