"""Lines of the processing log in the names of the Logboek Dataverwerkingen and in those of OpenTelemetry."""

from collections.abc import Iterable
from datetime import datetime
from importlib.metadata import version

from engine.processing import Span

SUBJECT_TYPE = "urn:opplussen:pseudoniem"
"""What kind of name a subject has: the pseudonym of a case, which chance made."""
_INTERNAL = 1
_STATUS = {"Unset": 0, "Ok": 1}


def record(span: Span, log_id: str) -> dict[str, object]:
    """One line in the standard's names; both moments are that of recording, for the logs keep no duration."""
    return {
        "trace_id": span.trace_id,
        "span_id": span.span_id,
        "parent_span_id": span.parent_span_id,
        "status": span.status,
        "name": span.name,
        "start_time": _shown(span.at),
        "end_time": _shown(span.at),
        "resource": {"attributes": _resource(log_id)},
        "attributes": _attributes(span),
    }


def otlp(spans: Iterable[Span], log_id: str) -> dict[str, object]:
    """The lines as one message of OTLP in JSON, for a collector of OpenTelemetry."""
    scope = {"name": "opplussen", "version": version("opplussen")}
    return {
        "resourceSpans": [
            {
                "resource": {"attributes": _pairs(_resource(log_id))},
                "scopeSpans": [{"scope": scope, "spans": [_otlp_span(one) for one in spans]}],
            }
        ]
    }


def _otlp_span(span: Span) -> dict[str, object]:
    nanoseconds = str(int(span.at.timestamp() * 1_000) * 1_000_000)
    parent = {} if span.parent_span_id is None else {"parentSpanId": span.parent_span_id}
    return {
        "traceId": span.trace_id,
        "spanId": span.span_id,
        **parent,
        "name": span.name,
        "kind": _INTERNAL,
        "startTimeUnixNano": nanoseconds,
        "endTimeUnixNano": nanoseconds,
        "attributes": _pairs(_attributes(span)),
        "status": {"code": _STATUS[span.status]},
    }


def _resource(log_id: str) -> dict[str, str]:
    return {
        "service.name": "opplussen",
        "service.version": version("opplussen"),
        "service.instance.id": log_id,
    }


def _attributes(span: Span) -> dict[str, str]:
    activity = {"dpl.core.processing_activity_id": span.activity.uri}
    if not span.subject:
        return activity
    return activity | {
        "dpl.core.data_subject_id": span.subject,
        "dpl.core.data_subject_id_type": SUBJECT_TYPE,
    }


def _pairs(attributes: dict[str, str]) -> list[dict[str, object]]:
    return [{"key": key, "value": {"stringValue": value}} for key, value in attributes.items()]


def _shown(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds")
