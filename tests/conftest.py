"""Options and fixtures that all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
from written import PROJECT, TODAY, example_on, project_rulebook

from course_catalogue.loading import Loaded, Rulebook


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite expected files; then read the difference")


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--accept"))


@pytest.fixture(scope="session")
def project_root() -> Path:
    return PROJECT


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return project_rulebook()


@pytest.fixture(scope="session")
def example() -> Loaded:
    """tests/example, loaded as of 2026-10-01."""
    return example_on(TODAY)
