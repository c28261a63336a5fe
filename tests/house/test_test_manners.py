"""Tests wait for a condition, use our own fakes, and say in their name what holds."""

import ast
import re

from tests.house.sources import ROOMS, Source, dotted, functions, imported, none_of, sources

SENTENCE_WORDS = 3
IO_MODULES = frozenset(
    {"sqlite3", "socket", "subprocess", "threading", "multiprocessing", "asyncio", "tempfile"}
)


def _tests() -> tuple[Source, ...]:
    return sources("tests")


def test_nothing_sleeps_in_a_test() -> None:
    none_of(
        (
            file.at(node, dotted(node.func))
            for file in _tests()
            for node in ast.walk(file.tree)
            if isinstance(node, ast.Call) and dotted(node.func).rsplit(".", 1)[-1] == "sleep"
        ),
        "Wait for a condition with a limit, never for a time.",
    )


def test_nothing_is_mocked_or_patched() -> None:
    none_of(
        (
            file.at(node, name)
            for file in _tests()
            for node, name in imported(file)
            if "mock" in re.split(r"[._]", name)
        ),
        "A fake stands for a port of ours; nothing else is replaced.",
    )


def test_the_name_of_a_test_is_a_sentence() -> None:
    none_of(
        (
            file.at(function, function.name)
            for file in _tests()
            for function in functions(file)
            if function.name.startswith("test_") and len(function.name.split("_")) <= SENTENCE_WORDS
        ),
        f"A test is called after what holds: more than {SENTENCE_WORDS - 1} words behind test_.",
    )


def test_a_test_file_is_found_by_pytest() -> None:
    none_of(
        (
            file.at(function, f"{function.name} is never run: the file is not called test_*.py")
            for file in _tests()
            if not file.path.rsplit("/", 1)[-1].startswith("test_")
            for function in file.tree.body
            if isinstance(function, ast.FunctionDef) and function.name.startswith("test_")
        ),
        "Tests stand in files called test_*.py.",
    )


def test_unit_tests_touch_nothing_outside_themselves() -> None:
    none_of(
        (
            file.at(node, name)
            for file in sources("tests")
            if file.path.startswith("tests/unit/")
            for node, name in imported(file)
            if name.split(".", 1)[0] in IO_MODULES
        ),
        "A unit test has no I/O: with files or processes it belongs in tests/integration.",
    )


def test_no_room_imports_from_the_tests() -> None:
    none_of(
        (
            file.at(node, name)
            for file in sources(*ROOMS)
            for node, name in imported(file)
            if name.split(".", 1)[0] in {"tests", "pytest", "hypothesis"}
        ),
        "What runs in a facility carries no test code.",
    )
