"""What the API says of itself: an OpenAPI 3.1 document, made from the table of operations and its types."""

from collections.abc import Iterator
from typing import Any

import msgspec

from web.api.asked import KEY
from web.api.operation import Nothing, Operation
from web.api.problems import JSON, PROBLEM, VERSION, Problem
from web.world import Contact

REF = "#/components/schemas/{name}"
NOS = {
    400: "Wat binnenkwam is niet te gebruiken; `errors` noemt alles",
    401: "Er is geen geldig token",
    403: "De toegangstabel staat dit niet toe; de poging is vastgelegd",
    404: "Er is hier niets met deze naam",
    409: "Het kan niet: `code` en `remedy` zeggen waarom en wat helpt",
    412: "De casus is veranderd sinds de ETag in If-Match",
    413: "Er kwam meer binnen dan een vraag nodig heeft",
    415: "Alleen application/json wordt gelezen",
    429: "Te veel vragen in een minuut",
    500: "Er ging iets mis bij ons",
    503: "Het logboek of de overzichten antwoorden niet",
}
ALWAYS = (401, 403, 409, 429, 500, 503)
OF_COMMANDS = (400, 412, 413, 415)
TAGS = {
    "watchlists": "Wie bij een instelling bovenaan staat",
    "cases": "Een casus: de score, de signalen, de escalaties en wat gedeeld is",
    "escalations": "Wat op een besluit wacht",
    "disclosures": "Wat gedeeld is of wordt",
}
ABOUT = (
    "Signalen opgeteld per casus, met dezelfde besluiten, dezelfde toegangstabel en hetzelfde leesregister "
    "als de schermen. Een score is een volgorde en geen kans. Een adres noemt een casus met het pseudoniem."
)


def describe(operations: tuple[Operation, ...], contact: Contact) -> dict[str, Any]:
    """The document."""
    types = [kind for one in operations for kind in (one.gives, one.body) if kind is not Nothing]
    _, schemas = msgspec.json.schema_components([*types, Problem], ref_template=REF)
    paths: dict[str, dict[str, Any]] = {"/openapi.json": {"get": _itself()}}
    for one in operations:
        paths.setdefault(one.path, {})[one.method.lower()] = _operation(one)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "opplussen",
            "version": VERSION,
            "description": ABOUT,
            "contact": contact._asdict(),
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "servers": [{"url": "/v1", "description": "Deze installatie"}],
        "tags": [{"name": name, "description": what} for name, what in TAGS.items()],
        "security": [{"bearer": []}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "responses": {str(status): _no(status) for status in NOS},
            "headers": _headers(),
            "securitySchemes": {
                "bearer": {
                    "type": "http",
                    "scheme": "bearer",
                    "bearerFormat": "JWT",
                    "description": "Een access token van de eigen organisatie, met dit adres als `aud`",
                }
            },
        },
    }


def statuses(one: Operation) -> tuple[int, ...]:
    """What an operation may answer beside what was asked."""
    found = {*ALWAYS}
    if one.takes is not Nothing:
        found.add(400)
    if "{" in one.path:
        found.add(404)
    if one.changes:
        found.update(OF_COMMANDS)
    return tuple(sorted(found))


def _operation(one: Operation) -> dict[str, Any]:
    headers = ["API-Version", *(["ETag"] if one.tagged else []), *(["Location"] if one.changes else [])]
    body = (
        {"requestBody": {"required": True, "content": {JSON: {"schema": _ref(one.body)}}}}
        if one.body is not Nothing
        else {}
    )
    return {
        "operationId": one.name,
        "summary": one.summary,
        "tags": [one.path.split("/")[1]],
        "parameters": [*_of_address(one), *(_of_headers() if one.changes else [])],
        **body,
        "responses": {
            str(one.status): {
                "description": one.summary,
                "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in headers},
                "content": {JSON: {"schema": _ref(one.gives)}},
            },
            **{str(status): {"$ref": f"#/components/responses/{status}"} for status in statuses(one)},
        },
    }


def _ref(kind: type) -> dict[str, str]:
    return {"$ref": REF.format(name=kind.__name__)}


def _of_address(one: Operation) -> Iterator[dict[str, Any]]:
    """The parameters in the path and the query, from the type that reads them."""
    _, kinds = msgspec.json.schema_components([one.takes], ref_template=REF)
    schema = kinds[one.takes.__name__]
    for name, shape in schema["properties"].items():
        is_path = f"{{{name}}}" in one.path
        yield {
            "name": name,
            "in": "path" if is_path else "query",
            "required": is_path or name in schema.get("required", ()),
            "schema": shape,
        }


def _of_headers() -> list[dict[str, Any]]:
    return [
        {
            "name": "Idempotency-Key",
            "in": "header",
            "required": True,
            "description": "Dezelfde vraag met dezelfde sleutel krijgt hetzelfde antwoord",
            "schema": {"type": "string", "pattern": f"^{KEY.pattern}$"},
        },
        {
            "name": "If-Match",
            "in": "header",
            "required": False,
            "description": "De ETag van de casus zoals u die zag; gebeurde er sindsdien iets, dan 412",
            "schema": {"type": "string", "pattern": '^("[0-9]{1,18}"|\\*)$'},
        },
    ]


def _itself() -> dict[str, Any]:
    return {
        "operationId": "getDescription",
        "summary": "Deze beschrijving",
        "tags": ["watchlists"],
        "security": [],
        "responses": {
            "200": {
                "description": "OpenAPI 3.1",
                "headers": {
                    "API-Version": {"$ref": "#/components/headers/API-Version"},
                    "Access-Control-Allow-Origin": {"schema": {"type": "string", "const": "*"}},
                },
                "content": {JSON: {"schema": {"type": "object"}}},
            }
        },
    }


def _no(status: int) -> dict[str, Any]:
    return {
        "description": NOS[status],
        "headers": {"API-Version": {"$ref": "#/components/headers/API-Version"}},
        "content": {PROBLEM: {"schema": _ref(Problem)}},
    }


def _headers() -> dict[str, Any]:
    return {
        "API-Version": {
            "description": "Het hele versienummer",
            "required": True,
            "schema": {"type": "string", "const": VERSION},
        },
        "ETag": {
            "description": "De positie van de laatste gebeurtenis van de casus, voor If-Match",
            "schema": {"type": "string", "pattern": '^"[0-9]+"$'},
        },
        "Location": {"description": "Waar het nu staat", "schema": {"type": "string"}},
    }
