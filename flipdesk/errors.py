"""Two kinds of error: what the environment does to us, and what we did wrong ourselves."""


class KnownError(Exception):
    """Something outside the program stands in the way; the message is for the user.

    The message is one translated sentence that says what is wrong and what to do. The window shows
    it in place, the command line prints it to stderr and leaves with status 1.
    """


class BugError(Exception):
    """A promise inside FlipDesk was broken; never shown as advice, always a defect to mend."""
