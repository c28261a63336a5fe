"""The domain decides from what it is told: no clock, chance, I/O, environment."""

import ast
import sys
import tomllib

from tests.house.sources import ROOT, Source, dotted, functions, imported, none_of, sources, statements

MODULES = frozenset(
    {
        *("__future__", "abc", "base64", "bisect", "collections", "copy", "csv", "dataclasses"),
        *("datetime", "decimal", "enum", "fractions", "functools", "hashlib", "heapq", "hmac", "itertools"),
        *("json", "math", "operator", "re", "statistics", "string", "textwrap", "types", "typing"),
        *(
            "contextlib",
            "typing_extensions",
            "unicodedata",
            "zoneinfo",
            "domain",
            "msgspec",
            "graphlib",
            "tomllib",
        ),
    }
)
"""What the domain may import: modules that read no clock, chance, file, machine or log."""

CALLS = frozenset({"open", "print", "input", "breakpoint", "exec", "eval", "__import__", "globals"})
CLOCKS = frozenset({"now", "today", "utcnow"})
ENVIRONMENT = frozenset({"environ", "getenv", "argv"})


def _domain() -> tuple[Source, ...]:
    return sources("domain")


def test_the_domain_imports_only_modules_that_read_nothing() -> None:
    none_of(
        (
            file.at(node, name)
            for file in _domain()
            for node, name in imported(file)
            if name.split(".", 1)[0] not in MODULES
        ),
        "The domain knows what its arguments say. Is the module pure? Then name it in MODULES.",
    )


def test_the_domain_reads_no_clock_and_calls_nothing_outside() -> None:
    none_of(
        (
            file.at(node, dotted(node.func))
            for file in _domain()
            for node in ast.walk(file.tree)
            if isinstance(node, ast.Call)
            and (dotted(node.func) in CALLS or dotted(node.func).rsplit(".", 1)[-1] in CLOCKS)
        ),
        "Facts arrive in the command: the moment, the id and the text of a file too.",
    )


def test_the_domain_reads_no_environment() -> None:
    none_of(
        (
            file.at(node, node.attr)
            for file in _domain()
            for node in ast.walk(file.tree)
            if isinstance(node, ast.Attribute) and node.attr in ENVIRONMENT
        ),
        "Settings are read at the edge (cli) and arrive as arguments.",
    )


def test_the_domain_refuses_by_name() -> None:
    bare = {"ValueError", "Exception", "RuntimeError", "AssertionError", "KeyError", "TypeError"}
    none_of(
        (
            file.at(node, f"raise {dotted(raised)}")
            for file in _domain()
            for node in ast.walk(file.tree)
            if isinstance(node, ast.Raise) and node.exc is not None
            for raised in [node.exc.func if isinstance(node.exc, ast.Call) else node.exc]
            if dotted(raised) in bare
        ),
        "A rule of the domain says no with Refused(code, sentence), or with an error that has a name.",
    )


def _evolves() -> list[tuple[Source, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Functions that fold an event, without the abstract ones that only say that they are."""
    return [
        (file, function)
        for file in sources("domain", "projections")
        for function in functions(file)
        if function.name == "evolve" or function.name.startswith("evolve_")
        if not (len(statements(function)) == 1 and isinstance(statements(function)[0], ast.Raise))
    ]


def test_evolve_never_fails() -> None:
    none_of(
        (
            file.at(node, f"raise in {function.name}")
            for file, function in _evolves()
            for node in ast.walk(function)
            if isinstance(node, ast.Raise)
        ),
        "What happened cannot be rejected afterwards: an evolve takes every event its boundary gives.",
    )


def test_every_evolve_with_a_match_meets_every_event() -> None:
    none_of(
        (
            file.at(
                function, f"{function.name}: no `case _: assert_never(event)`, no other evolve gets the event"
            )
            for file, function in _evolves()
            if any(isinstance(node, ast.Match) for node in ast.walk(function)) and not _closed(function)
        ),
        "A new event must be met in every fold: mypy sees it only when assert_never closes a match.",
    )


def _closed(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether `assert_never` or another, typed, `evolve` is given what no case took."""
    event = function.args.args[-1].arg
    return any(
        isinstance(node, ast.Call)
        and dotted(node.func).rsplit(".", 1)[-1].startswith(("assert_never", "evolve"))
        and event in {dotted(argument) for argument in node.args}
        for node in ast.walk(function)
    )


def test_the_contract_forbids_the_domain_every_dependency_but_msgspec() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    [contract] = [each for each in settings["tool"]["importlinter"]["contracts"] if each["id"] == "domain"]
    named = {line.split(">")[0].split("=")[0].split("[")[0] for line in settings["project"]["dependencies"]}
    missing = named - {"msgspec"} - set(contract["forbidden_modules"])
    assert not missing, f"pyproject.toml: add to the contract 'domain': {sorted(missing)}"


def test_the_list_of_pure_modules_names_modules_that_exist() -> None:
    assert MODULES - sys.stdlib_module_names == {"domain", "msgspec", "typing_extensions"}
