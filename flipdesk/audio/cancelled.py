"""How long work with sound is left when somebody has had enough of it."""


class Cancelled(Exception):  # noqa: N818 - it is no error
    """The work ends here; raised and caught within it."""
