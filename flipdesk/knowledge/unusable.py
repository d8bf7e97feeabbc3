"""Why a knowledge base cannot be opened, where there is more to do about it than to read on."""

from flipdesk.errors import KnownError


class DamagedError(KnownError):
    """The database is missing from its folder, empty, cut short, or does not hold together."""


class OnlyReadableError(KnownError):
    """It can be read but not written: it is from a newer FlipDesk, or nobody may write there.

    `banner` is what to say over a window that shows it all the same.
    """

    def __init__(self, sentence: str, banner: str) -> None:
        super().__init__(sentence)
        self.banner = banner


class InUseError(KnownError):
    """Another FlipDesk has it open."""
