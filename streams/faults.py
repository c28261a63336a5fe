"""What can go wrong with Kafka, in plain Dutch."""


class StreamFault(Exception):  # noqa: N818 - named after what is the matter with the streams
    """Something is the matter with Kafka or a topic at `where`; `reason` is a Dutch sentence."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"Kafka {where}: {reason}")
        self.where = where
        self.reason = reason


class BrokerUnreachable(StreamFault):
    """No broker answers, or it did not confirm in time: it may later."""


class WrongTopic(StreamFault):
    """A topic is not what this program wants, or not the one it knew."""


class Superseded(StreamFault):
    """Another relay began since: this one has to stop."""


class StoodStill(StreamFault):
    """A worker did nothing for too long while there was work: a new one may."""
