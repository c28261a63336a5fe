"""What the house tests read: the files that git has or would take, findings with file and line."""

import ast
import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("verifier", "domain", "eventlog", "projections", "engine", "streams", "web", "cli")
"""Every room of the house; those that are not built yet have no files."""


@dataclass(frozen=True)
class Source:
    """One Python file of the project."""

    path: str
    text: str

    @property
    def room(self) -> str:
        return self.path.split("/", 1)[0]

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    @property
    def tree(self) -> ast.Module:
        return _parsed(self.path, self.text)

    def at(self, node: ast.AST | int, what: str) -> str:
        """A finding: file, line and what is wrong."""
        line = node if isinstance(node, int) else getattr(node, "lineno", 1)
        return f"{self.path}:{line}: {what}"


@cache
def _parsed(path: str, text: str) -> ast.Module:
    return ast.parse(text, path)


@cache
def files() -> tuple[str, ...]:
    """Paths from the root, with `/`, of all files that are committed or would be: ignored ones are no part.

    Without git (an unpacked release, another owner's clone) every file outside hidden and made folders.
    """
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        listing = subprocess.run(  # noqa: S603 - git itself, no input
            [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            check=False,
            text=True,
        )
        if listing.returncode == 0:
            return tuple(sorted(path for path in set(listing.stdout.split("\0")) if (ROOT / path).is_file()))
    return tuple(sorted(_walked()))


def _walked() -> Iterator[str]:
    for folder, folders, names in os.walk(ROOT):
        made = {"__pycache__", "build", "dist", *(["data"] if Path(folder) == ROOT else [])}
        folders[:] = [
            name
            for name in folders
            if name not in made
            and not name.endswith(".egg-info")
            and (name == ".ci" or not name.startswith("."))
        ]
        for name in names:
            yield Path(folder, name).relative_to(ROOT).as_posix()


@cache
def sources(*rooms: str) -> tuple[Source, ...]:
    """The Python files of these rooms; without rooms all, tests included."""
    paths = [
        path for path in files() if path.endswith(".py") and (not rooms or path.split("/", 1)[0] in rooms)
    ]
    return tuple(Source(path, (ROOT / path).read_text(encoding="utf-8")) for path in paths)


@cache
def texts() -> tuple[tuple[str, str], ...]:
    """All text files: path and contents; what is no UTF-8 is no text."""
    found = []
    for path in files():
        try:
            found.append((path, (ROOT / path).read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            continue
    return tuple(found)


def functions(source: Source) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a file, inner ones too."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end, docstring and all."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def statements(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.stmt]:
    """The body without its docstring."""
    return function.body[1:] if ast.get_docstring(function, clean=False) is not None else function.body


def dotted(node: ast.AST) -> str:
    """`a.b.c` of a name or attribute; empty for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""


def imported(source: Source) -> Iterator[tuple[ast.stmt, str]]:
    """Each imported name in full (`datetime.date` for `from datetime import date`) with its statement."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((node, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node, f"{node.module or ''}.{name.name}") for name in node.names)


def none_of(findings: Iterable[str], rule: str) -> None:
    """Fail with the rule and every finding below it."""
    found = list(findings)
    if found:
        pytest.fail("\n".join([rule, *(f"  {finding}" for finding in found)]), pytrace=False)
