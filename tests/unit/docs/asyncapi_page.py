"""docs/asyncapi.yaml, from the topics, headers and values themselves.

`python -m tests.unit.docs.asyncapi_page` writes it again.
"""

from pathlib import Path
from typing import Any

import msgspec

from eventlog.interchange import PREFIX, CloudEvent
from streams.alerts import ALERTING, Alert
from streams.messages import HEADERS, OPTIONAL
from streams.topics import Topic, Topics

PAGE = Path(__file__).parents[3] / "docs" / "asyncapi.yaml"
ABOUT = (
    "What opplussen sends to Kafka. `events` is for its own workers: the stored bytes of every event, in "
    "msgpack, with CloudEvents 1.0 attributes as headers. `alerts` is for other systems: structured "
    "CloudEvents after the NL GOV profile, without anything of the client. The prefix of the names is "
    "OPPLUSSEN_TOPICS."
)
TEXT = {"type": "string"}


def document() -> dict[str, Any]:
    """The whole document: AsyncAPI 3.0."""
    topics = Topics("opplussen")
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "opplussen", "version": "1", "description": ABOUT},
        "defaultContentType": "application/cloudevents+json",
        "channels": {
            "events": _channel(topics.events, "event"),
            "alerts": _channel(topics.alerts, "alert"),
        },
        "operations": {
            "sendEvents": _operation("send", "events", "The relay copies the log, in its order and whole."),
            "receiveEvents": _operation("receive", "events", "Workers fold each partition by itself."),
            "sendAlerts": _operation("send", "alerts", "The relay tells others, in the order of the log."),
        },
        "components": {
            "messages": {"event": _event(), "alert": _alert()},
            "schemas": _schemas(),
        },
    }


def page() -> str:
    """The document as it should stand in docs."""
    return msgspec.yaml.encode(document()).decode()


def _channel(topic: Topic, message: str) -> dict[str, Any]:
    return {
        "address": topic.name,
        "description": topic.what,
        "messages": {message: {"$ref": f"#/components/messages/{message}"}},
        "bindings": {
            "kafka": {
                "topic": topic.name,
                "partitions": topic.partitions,
                "topicConfiguration": {
                    "cleanup.policy": [topic.cleanup],
                    "retention.ms": topic.retention_ms,
                },
                "bindingVersion": "0.5.0",
            }
        },
    }


def _operation(action: str, channel: str, what: str) -> dict[str, Any]:
    return {"action": action, "channel": {"$ref": f"#/channels/{channel}"}, "summary": what}


def _event() -> dict[str, Any]:
    return {
        "name": "event",
        "title": "An event of the log, as it is stored",
        "contentType": "application/msgpack",
        "headers": {
            "type": "object",
            "properties": {name: TEXT | {"description": what} for name, what in HEADERS.items()},
            "required": [name for name in HEADERS if name not in OPTIONAL],
        },
        "payload": {
            "type": "string",
            "format": "binary",
            "description": "msgpack: an array of id, moment, who, and the fields of docs/events.md.",
        },
        "description": "Its key is the case; none for what concerns every case, which is in every partition.",
    }


def _alert() -> dict[str, Any]:
    return {
        "name": "alert",
        "title": "Something was told about an episode",
        "contentType": "application/cloudevents+json",
        "payload": {"$ref": "#/components/schemas/CloudEvent"},
        "description": "Its key is the case.",
    }


def _schemas() -> dict[str, Any]:
    _, found = msgspec.json.schema_components([CloudEvent, Alert], ref_template="#/components/schemas/{name}")
    envelope = found["CloudEvent"]
    envelope["properties"]["data"] = {"$ref": "#/components/schemas/Alert"}
    envelope["properties"]["type"] = TEXT | {"enum": sorted(PREFIX + name for name in ALERTING)}
    return found


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
