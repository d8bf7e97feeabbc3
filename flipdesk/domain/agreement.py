"""How far coders agree: per cent, Cohen's kappa and Krippendorff's alpha.

What is counted are units: the same places, judged by each coder. A place that nobody coded is a
unit too, on which they agree; leaving those out, as some programs do, makes kappa too small.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import permutations


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two coders' yes and no to one code, over `units`; None where a figure has no meaning.

    Kappa and alpha have none when both said the same everywhere: there is nothing to tell chance
    from.
    """

    both: int
    only_first: int
    only_second: int
    neither: int

    @property
    def units(self) -> int:
        return self.both + self.only_first + self.only_second + self.neither

    @property
    def share(self) -> float | None:
        """The share of units on which both said the same, 0 to 1."""
        return (self.both + self.neither) / self.units if self.units else None

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa for two coders and a yes or no.

        J. Cohen (1960), A coefficient of agreement for nominal scales, Educational and
        Psychological Measurement 20(1), 37-46: (Po - Pe) / (1 - Pe), where Pe is the agreement to
        be expected of two who answer as often as these do, and independently.
        """
        if not self.units:
            return None
        first, second = self.both + self.only_first, self.both + self.only_second
        others = (self.units - first) * (self.units - second)
        expected = (first * second + others) / self.units**2
        if expected == 1:
            return None
        observed = (self.both + self.neither) / self.units
        return (observed - expected) / (1 - expected)

    @property
    def alpha(self) -> float | None:
        """Krippendorff's alpha of the same, as `krippendorff_alpha` has it, without the units."""
        apart = self.only_first + self.only_second
        yes, no = 2 * self.both + apart, 2 * self.neither + apart
        if not yes or not no:
            return None
        return 1 - (yes + no - 1) * apart / (yes * no)

    def __add__(self, other: "Agreement") -> "Agreement":
        return Agreement(
            self.both + other.both,
            self.only_first + other.only_first,
            self.only_second + other.only_second,
            self.neither + other.neither,
        )


def krippendorff_alpha(units: Sequence[Sequence[Hashable | None]]) -> float | None:
    """Return alpha for nominal values: for each unit what each coder said, None where they did not.

    K. Krippendorff (2011), Computing Krippendorff's Alpha-Reliability: 1 - Do / De over the
    coincidences of values within units. Units that fewer than two coders judged do not count. None
    when there is nothing to compare, or every value is the same.
    """
    coincidences: defaultdict[tuple[Hashable, Hashable], float] = defaultdict(float)
    for unit in units:
        values = [value for value in unit if value is not None]
        if len(values) < 2:
            continue
        # Large units of few values are counted by value, and not pair by pair.
        counted = Counter(values)
        for value, count in counted.items():
            coincidences[value, value] += count * (count - 1) / (len(values) - 1)
        for one, other in permutations(counted, 2):
            coincidences[one, other] += counted[one] * counted[other] / (len(values) - 1)
    totals: defaultdict[Hashable, float] = defaultdict(float)
    for (value, _other), often in coincidences.items():
        totals[value] += often
    number = sum(totals.values())
    if number <= 1 or len(totals) < 2:
        return None
    observed = sum(often for (one, other), often in coincidences.items() if one != other)
    expected = sum(totals[one] * totals[other] for one, other in permutations(totals, 2))
    return 1 - (number - 1) * observed / expected
