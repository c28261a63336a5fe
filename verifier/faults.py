"""What can be wrong with a proof: where, and why in plain Dutch."""


class Wrong(Exception):  # noqa: N818 - named after what it says of a proof
    """Something does not fit; `place` is a file or a position, `position` that of the event if known."""

    def __init__(self, place: str, reason: str, position: int | None = None) -> None:
        super().__init__(place, reason)
        self.place = place
        self.reason = reason
        self.position = position

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


def wrong_event(position: int, reason: str) -> Wrong:
    """What is the matter with the event at a position."""
    return Wrong(f"positie {position}", reason, position)
