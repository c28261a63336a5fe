"""How a relay or a worker is doing, as a file of numbers that Prometheus' node exporter reads.

No port is opened: the file is replaced whole, so that nobody reads half of it.
"""

from collections.abc import Mapping
from pathlib import Path
from time import time

from streams.held import Health
from streams.relay import Lag

HELP = {
    "opplussen_relay_position": "Position of the log up to which everything is in the topic.",
    "opplussen_relay_lag_events": "Events of the log that are not in the topic yet.",
    "opplussen_worker_parts": "Parts of the cases that this worker holds.",
    "opplussen_worker_position": "Position of the log up to which these parts are folded.",
    "opplussen_worker_lag_events": "Events of the log after that position.",
    "opplussen_worker_messages_total": "Events that came by a message and were new.",
    "opplussen_worker_filled_total": "Events that were read from the log itself.",
    "opplussen_parked_cases": "Cases that wait because an event could not be applied.",
    "opplussen_last_event_age_seconds": "Age of the last event that came by a message.",
}


def of_relay(lag: Lag) -> dict[str, float]:
    """The numbers of a relay."""
    return {"opplussen_relay_position": lag.through, "opplussen_relay_lag_events": lag.events}


def of_worker(health: Health) -> dict[str, float]:
    """The numbers of a worker; the age is left out before the first message."""
    found: dict[str, float] = {
        "opplussen_worker_parts": len(health.parts),
        "opplussen_worker_position": health.position,
        "opplussen_worker_lag_events": health.behind,
        "opplussen_worker_messages_total": health.by_messages,
        "opplussen_worker_filled_total": health.by_log,
        "opplussen_parked_cases": health.waiting,
    }
    if health.last is not None:
        found["opplussen_last_event_age_seconds"] = round(time() - health.last.timestamp(), 3)
    return found


def exposition(numbers: Mapping[str, float]) -> str:
    """The numbers in Prometheus' text format."""
    lines = []
    for name, number in numbers.items():
        kind = "counter" if name.endswith("_total") else "gauge"
        lines += [f"# HELP {name} {HELP[name]}", f"# TYPE {name} {kind}", f"{name} {number:g}"]
    return "\n".join(lines) + "\n"


def write(path: Path, numbers: Mapping[str, float]) -> None:
    """Replace the file.

    Raises:
        OSError: it cannot be written.
    """
    half = path.with_name(f".{path.name}.half")
    half.write_text(exposition(numbers), encoding="utf-8")
    half.replace(path)
