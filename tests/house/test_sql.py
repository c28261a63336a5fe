"""SQL is written out or built by SQLAlchemy; text and values never meet in a string."""

import ast
import re

from tests.house.sources import ROOMS, none_of, sources

STATEMENT = re.compile(
    r"^\s*(SELECT\s.+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM"
    r"|(CREATE|DROP|ALTER)\s+(TABLE|INDEX|TRIGGER|VIEW)|PRAGMA\s|ATTACH\s)",
    re.IGNORECASE | re.DOTALL,
)
MAY_BUILD = re.compile(
    r"^eventlog/(\w*recorder\w*|sqlite\w*)(/\w+)?\.py$|^projections/(tables|migrations)(/.*)?(\.py)?$"
)
"""The recorders and the tables: they put their own table names in, never a value."""


def _built(node: ast.AST) -> str | None:
    """The first text of an expression that makes a string out of parts; None for anything else."""
    match node:
        case ast.JoinedStr(values=[ast.Constant(value=str(text)), *rest]) if rest:
            return text
        case ast.BinOp(left=left, op=ast.Mod() | ast.Add()):
            return (
                left.value if isinstance(left, ast.Constant) and isinstance(left.value, str) else _built(left)
            )
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(text)), attr="format")):
            return text
        case _:
            return None


def test_no_sql_is_built_from_names_outside_the_recorders_and_the_tables() -> None:
    none_of(
        (
            file.at(node, text.split("\n")[0].strip())
            for file in sources(*ROOMS)
            if not MAY_BUILD.match(file.path)
            for node in ast.walk(file.tree)
            if (text := _built(node)) is not None and STATEMENT.match(text)
        ),
        "Write the statement out with parameters, or let SQLAlchemy build it.",
    )
