"""Everything that FlipDesk takes in from outside, and how much of each it reads at the most."""

from dataclasses import dataclass

_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Import:
    """One kind of file from outside.

    `in_child` says that it is a packed form, which is unpacked in a process of its own; the others
    are read by Python alone, within the limits of their readers, or by the sound library.
    """

    name: str
    most_bytes: int
    in_child: bool = False


SESSION_FILE = Import("session file", 20 * _MB)
PEOPLE = Import("list of people", 5 * _MB)
TRANSCRIPT = Import("transcript", 20 * _MB)
RETURNED = Import("returned document", 200 * _MB, in_child=True)
MATERIAL = Import("material", 200 * _MB, in_child=True)
TEMPLATE = Import("Word template", 5 * _MB, in_child=True)
PROJECT = Import("research project", 40_000 * _MB, in_child=True)
CODEBOOK = Import("research codebook", 100 * _MB, in_child=True)
MODEL = Import("settings of a speech model", 1 * _MB)
SOUND = Import("sound", 40_000 * _MB)

IMPORTS = (
    SESSION_FILE,
    PEOPLE,
    TRANSCRIPT,
    RETURNED,
    MATERIAL,
    TEMPLATE,
    PROJECT,
    CODEBOOK,
    MODEL,
    SOUND,
)
