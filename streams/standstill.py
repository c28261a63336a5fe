"""Does the work go on? A worker whose rows stay where they are while the log goes on ends, to begin anew."""

from collections.abc import Callable, Mapping
from time import monotonic

from streams.faults import StoodStill

LONGEST_S = 60


class Standstill:
    """Looks now and then where the parts are that matter to one worker."""

    def __init__(self, longest_s: float = LONGEST_S, clock_s: Callable[[], float] = monotonic) -> None:
        self._longest_s = longest_s
        self._clock_s = clock_s
        self._seen: Mapping[int, int] | None = None
        self._since_s = clock_s()

    def look(self, positions: Mapping[int, int], head: int) -> None:
        """Compare with the last time; a part that has nothing to do is where the log is.

        Raises:
            StoodStill: nothing moved for too long, and there was work.
        """
        now_s = self._clock_s()
        behind = min(positions.values(), default=0)
        if behind >= head:
            self._seen = None  # the time counts from when work waits
        elif positions != self._seen:
            self._seen, self._since_s = dict(positions), now_s
        elif now_s - self._since_s >= self._longest_s:
            raise StoodStill(
                "werker",
                f"de rijen bleven {self._longest_s:g} s staan op positie {behind}, en het logboek is op "
                f"positie {head}. Dit programma stopt, zodat het opnieuw kan beginnen.",
            )
