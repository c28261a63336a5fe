"""What a person can mend at the edge: a setting, a file, a folder. Shown as one sentence, exit 1."""


class Fault(Exception):  # noqa: N818 - named after what is the matter, as the log's faults are
    """Something outside the log is the matter; the message is plain Dutch and holds nothing personal."""


class WrongSetting(Fault):
    """A setting of the environment cannot be used."""

    def __init__(self, variable: str, reason: str) -> None:
        super().__init__(f"{variable}: {reason}")


class WrongFile(Fault):
    """A file that was given cannot be used; `place` is a line or a key in it."""

    def __init__(self, name: str, place: str, reason: str) -> None:
        super().__init__(f"{name}: {place}: {reason}" if place else f"{name}: {reason}")


class WrongKeys(Fault):
    """The keys beside a log are missing or belong to another log."""
