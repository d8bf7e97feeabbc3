"""Which thing somebody means on the command line: by GUID, by title, or by a GUID's beginning."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from flipdesk.errors import KnownError

_SHORT = 8


class Titled(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def title(self) -> str: ...


T = TypeVar("T", bound=Titled)


def meant(every: Iterable[T], wanted: str, *, none: str, several: str) -> T:
    """Return what is meant. `none` and `several` are what is said of no thing, and of more than
    one: `several` with the place {found} for the beginnings of their GUIDs.

    Raises:
        KnownError: no thing, or more than one, is meant.
    """
    known = tuple(every)
    sought = wanted.strip().casefold()
    for found in (
        [one for one in known if one.id == sought],
        [one for one in known if one.title.strip().casefold() == sought],
        [one for one in known if sought and one.id.startswith(sought)],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            listed = ", ".join(one.id[:_SHORT] for one in found)
            raise KnownError(several.replace("{found}", listed))
    raise KnownError(none)
