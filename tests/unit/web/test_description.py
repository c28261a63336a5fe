"""What the API says of itself keeps the NL API Design Rules, as their published linter checks them."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from web.api.description import describe
from web.api.problems import VERSION
from web.api.routes import OPERATIONS
from web.world import NOBODY

DOCUMENT = describe(OPERATIONS, NOBODY)
METHODS = {"get", "post", "put", "patch", "delete"}
KEBAB = re.compile(r"(/([a-z0-9-]+(\.json)?|\{[a-z][A-Za-z]*\}))+")
CAMEL = re.compile(r"[a-z][a-z\d]*([A-Z][a-z\d]*)*")
PASCAL = re.compile(r"([A-Z][a-z\d]*)+")


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in DOCUMENT["paths"].items():
        for method, operation in item.items():
            yield path, method, operation


def found(node: Any) -> Any:
    """What stands there, or where it points to."""
    if "$ref" not in node:
        return node
    here: Any = DOCUMENT
    for name in node["$ref"].removeprefix("#/").split("/"):
        here = here[name]
    return here


def references(node: Any) -> Iterator[dict[str, str]]:
    if isinstance(node, dict):
        if "$ref" in node:
            yield node
        for inner in node.values():
            yield from references(inner)
    if isinstance(node, list):
        for inner in node:
            yield from references(inner)


def properties(node: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(node, dict):
        yield from node["properties"].items() if isinstance(node.get("properties"), dict) else ()
        for inner in node.values():
            yield from properties(inner)
    if isinstance(node, list):
        for inner in node:
            yield from properties(inner)


def test_it_says_which_version_it_is_of_and_whom_to_write_to() -> None:
    assert re.fullmatch(r"3\.1\.\d", DOCUMENT["openapi"])
    assert re.fullmatch(r"\d+\.\d+\.\d+", VERSION)
    assert DOCUMENT["info"]["version"] == VERSION
    assert all(DOCUMENT["info"]["contact"][name] for name in ("name", "email", "url"))


def test_its_address_has_the_first_number_of_the_version() -> None:
    assert [one["url"] for one in DOCUMENT["servers"]] == [f"/v{VERSION.partition('.')[0]}"]


def test_paths_are_small_letters_with_dashes_and_no_slash_at_the_end() -> None:
    assert [path for path in DOCUMENT["paths"] if not KEBAB.fullmatch(path)] == []


def test_every_operation_has_a_name_of_its_own_a_known_tag_and_a_plain_method() -> None:
    names = [one["operationId"] for _, _, one in operations()]
    assert len(names) == len(set(names))
    tags = [one["name"] for one in DOCUMENT["tags"]]
    assert len(tags) == len(set(tags))
    for _, method, one in operations():
        assert method in METHODS
        assert set(one["tags"]) <= set(tags)


@pytest.mark.parametrize(("path", "method", "one"), list(operations()), ids=str)
def test_parameters_are_those_of_the_path_and_of_the_query_in_camel_case(
    path: str, method: str, one: dict[str, Any]
) -> None:
    told = one.get("parameters", [])
    assert {one["name"] for one in told if one["in"] == "path"} == set(re.findall(r"\{(\w+)\}", path))
    assert all(one["required"] for one in told if one["in"] == "path")
    assert [one["name"] for one in told if one["in"] == "query" and not CAMEL.fullmatch(one["name"])] == []
    if told or method != "get":
        assert "400" in one["responses"]


@pytest.mark.parametrize(("path", "method", "one"), list(operations()), ids=str)
def test_every_answer_names_the_version_and_every_no_is_a_problem(
    path: str, method: str, one: dict[str, Any]
) -> None:
    for status, answer in one["responses"].items():
        told = found(answer)
        assert "API-Version" in told["headers"], (path, method, status)
        if status >= "400":
            [(media, content)] = told["content"].items()
            assert media == "application/problem+json"
            assert {"status", "title", "detail"} <= set(found(content["schema"])["required"])


def test_what_is_pointed_to_is_there_and_named_in_pascal_case() -> None:
    assert all(found(one) for one in references(DOCUMENT))
    assert [name for name in DOCUMENT["components"]["schemas"] if not PASCAL.fullmatch(name)] == []


def test_days_are_days_and_moments_have_their_zone() -> None:
    for name, shape in properties(DOCUMENT["components"]["schemas"]):
        assert shape.get("format") not in {"date-time-local", "time"}, name
        if re.search(r"(^|\w)(date|datum|Date|Datum)$", name):
            assert shape["format"] == "date", name
