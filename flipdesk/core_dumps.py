"""No picture of the memory on the disk when a process that holds keys dies.

Sources: setrlimit(2), and prctl(2) for PR_SET_DUMPABLE, which a helper that takes dumps of the
whole system (systemd-coredump, apport) obeys as well. It also keeps others from reading the memory
of the process through /proc. Windows and macOS write none unless somebody asks for them.
"""

import sys

_PR_SET_DUMPABLE = 4


def forbid_core_dumps() -> None:
    """Forbid them for this process, and by the limit for those it starts from now on."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
