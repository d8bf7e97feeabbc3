"""Translations by gettext: English in the code, Danish in resources/locales.

`_` follows the language in use where it is called. The window and the command line choose it once
with `use_language`; a document is rendered inside `speaking`, in the document's own language.
"""

import gettext as gnu_gettext
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from flipdesk.paths import resource

LANGUAGES = ("da", "en")
DEFAULT = "da"

_language: ContextVar[str | None] = ContextVar("flipdesk_language", default=None)
_process = {"language": DEFAULT}


def use_language(language: str) -> None:
    """Choose the language of everything that does not choose its own."""
    _process["language"] = language


def language() -> str:
    """Return the language in use here, "da" or "en"."""
    return _language.get() or _process["language"]


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Use another language inside the with block, as a document does."""
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


@cache
def _catalogue(language: str) -> gnu_gettext.NullTranslations:
    try:
        return gnu_gettext.translation(
            "flipdesk", resource("locales"), languages=[language], fallback=language == "en"
        )
    except FileNotFoundError:
        # A fresh checkout has the words and not yet what gettext reads; English needs neither.
        sys.stderr.write(
            f"FlipDesk speaks English here: the catalogue of the language {language!r} is not"
            " compiled, which tools/setup.sh does.\n"
        )
        return gnu_gettext.NullTranslations()


def _(message: str) -> str:
    """Translate a sentence into the language in use."""
    return _catalogue(language()).gettext(message)


def pgettext(context: str, message: str) -> str:
    """Translate a word that means different things in different places."""
    return _catalogue(language()).pgettext(context, message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """Translate a sentence that counts something."""
    return _catalogue(language()).ngettext(singular, plural, n)


def N_(message: str) -> str:
    """Mark a sentence for translation where it stands, to be translated when it is shown."""
    return message
