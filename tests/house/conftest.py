"""Reports the sizes of the house, without judging them."""

from statistics import median

import pytest

from tests.house.sources import ROOMS, functions, length, sources


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    rooms = sources(*ROOMS)
    lengths = [length(function) for file in rooms for function in functions(file)]
    if lengths:
        file_median = median(len(file.lines) for file in rooms)
        terminalreporter.write_line(
            f"sizes: {len(rooms)} files, median {file_median:g} lines (aim 40-120); "
            f"{len(lengths)} functions, median {median(lengths):g} lines (aim to 8)"
        )
