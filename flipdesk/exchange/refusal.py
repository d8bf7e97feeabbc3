"""Why a session file is refused: every problem, named by its path in the file."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from typing_extensions import override

from flipdesk.errors import KnownError
from flipdesk.i18n import _, ngettext

Path = tuple[str | int, ...]
"""Where in a file: property names and list indices, from the outside in."""

_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_LONGEST_SHOWN = 60
MOST_PROBLEMS = 1000


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend; `path` is like `participants[2].role`, empty for the file itself."""

    path: str
    message: str

    @override
    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class SessionFileRefused(KnownError):  # noqa: N818 - it says what happened to the file
    """A session file that cannot be taken in; nothing of it is stored."""

    def __init__(self, sentence: str, problems: Iterable[Problem]) -> None:
        super().__init__(sentence)
        self.problems = tuple(problems)


class Problems:
    """Gathers problems on the way through a file."""

    def __init__(self) -> None:
        self._found: dict[Path, Problem] = {}

    def __bool__(self) -> bool:
        return bool(self._found)

    @property
    def too_many(self) -> bool:
        """Whether no more are gathered: nobody mends a thousand by hand."""
        return len(self._found) >= MOST_PROBLEMS

    def add(self, path: Path, message: str) -> None:
        """Note what is wrong at a place; the first thing found there stands."""
        if not self.too_many:
            self._found.setdefault(path, Problem(shown_path(path), message))

    def refusal(self, source: str) -> SessionFileRefused:
        """Return the error for a file with these problems."""
        problems = list(self._found.values())
        count = len(problems)
        if self.too_many:
            message = _("and more; these are the first {count}")
            problems.append(Problem("", message.format(count=count)))
        sentence = ngettext(
            "{source} was refused and nothing was stored; mend the problem in it and try again.",
            "{source} was refused and nothing was stored;"
            " mend the {count} problems in it and try again.",
            count,
        )
        return SessionFileRefused(sentence.format(source=source, count=count), problems)


def refused(sentence: str, message: str) -> SessionFileRefused:
    """Return the error for a file that is wrong as a whole."""
    return SessionFileRefused(sentence, (Problem("", message),))


def shown_path(path: Path) -> str:
    """Return a path the way people write it, e.g. `reflections[4].potentials[0]`."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        elif _PLAIN_KEY.fullmatch(part) and len(part) <= _LONGEST_SHOWN:
            text += f".{part}" if text else part
        else:
            text += f"[{shown(part)}]"
    return text


def shown(value: object) -> str:
    """Return a value short and printable, whatever stands in it."""
    if isinstance(value, list):
        return _("a list")
    if isinstance(value, dict):
        return _("an object")
    text = json.dumps(value, ensure_ascii=False)
    text = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
    return text.encode("utf-8", "backslashreplace").decode()
