"""What do the signals of one indicator come to (steps 4 to 6)?"""

from collections.abc import Sequence
from math import fsum

from msgspec import Struct

from domain.scoring.measures import Measure

Piece = tuple[float, str, str, str, float]
"""Minus the value (so that a plain sort puts the largest first), id, source, organisation, grade x decay."""


def counted(pieces: Sequence[Piece]) -> list[tuple[str, float]]:
    """What each signal is worth among others that say the same (step 5): id and decibans.

    Within a source the j-th is worth j^-2.5 of its value, and the k-th source k^-1.5 of its sum.
    """
    if len(pieces) == 1:
        return [(pieces[0][1], -pieces[0][0])]
    sources: dict[str, list[tuple[str, float]]] = {}
    for minus, name, source, _, _ in sorted(pieces):
        own = sources.get(source)
        if own is None:
            sources[source] = [(name, -minus)]
        else:
            own.append((name, -minus * (len(own) + 1) ** -2.5))
    if len(sources) == 1:
        return next(iter(sources.values()))
    ranked = sorted([(-fsum([worth for _, worth in own]), source) for source, own in sources.items()])
    return [
        (name, worth * rank**-1.5)
        for rank, (_, source) in enumerate(ranked, 1)
        for name, worth in sources[source]
    ]


def total(shares: list[tuple[str, float]]) -> float:
    """The sum of what was counted."""
    return shares[0][1] if len(shares) == 1 else fsum([worth for _, worth in shares])


class Tally(Struct, gc=False):
    """One indicator of one case: its pieces, and after `settle` its sums in decibans.

    `plus` and `minus` are E+ and E-, `share` is what contradiction takes away, `fade` the best grade x decay.
    """

    measure: Measure
    support: list[Piece] = []
    against: list[Piece] = []
    shares: list[tuple[str, float]] = []
    denials: list[tuple[str, float]] = []
    plus: float = 0.0
    minus: float = 0.0
    net: float = 0.0
    share: float = 0.0
    scale: float = 0.0
    fade: float = 0.0

    def settle(self, cap: float) -> None:
        """Steps 5 and 6; contradiction takes at most `cap` of the support of its own indicator."""
        support = self.support
        if len(support) == 1:
            minus, name, _, _, self.fade = support[0]
            self.net = self.plus = -minus
            self.shares = [(name, -minus)]
        else:
            self.shares = counted(support)
            self.net = self.plus = fsum([worth for _, worth in self.shares])
            self.fade = max([piece[4] for piece in support], default=0.0)
        if self.against:
            self._deny(cap)

    def forgive(self) -> None:
        """Undo step 6, as if nothing denied."""
        self.denials = []
        self.minus = self.share = self.scale = 0.0
        self.net = self.plus

    def _deny(self, cap: float) -> None:
        """Step 6 alone."""
        self.denials = counted(self.against)
        self.minus = total(self.denials)
        taken = min(self.minus, cap * self.plus)
        self.share = taken / self.plus if self.plus > 0.0 else 0.0
        self.scale = taken / self.minus if self.minus > 0.0 else 0.0
        self.net = self.plus - taken

    @property
    def strength(self) -> float:
        """How strongly the indicator stands in a combination (step 7), 0 to 1."""
        return self.fade * (1.0 - self.share)

    def by_organisation(self) -> list[tuple[str, float]]:
        """What each organisation's own signals come to (step 9): organisation and decibans."""
        kept = 1.0 - self.share
        first = self.support[0][3]
        if len(self.support) == 1 or all(piece[3] == first for piece in self.support):
            return [(first, self.plus * kept)]
        own: dict[str, list[Piece]] = {}
        for piece in self.support:
            own.setdefault(piece[3], []).append(piece)
        return [(organisation, total(counted(pieces)) * kept) for organisation, pieces in own.items()]
