"""One entry point for everything that is run on the project: `nox -l` lists the sessions."""

from __future__ import annotations

import nox

nox.options.sessions = ["tests", "lint", "types", "docs", "wheel"]
nox.options.reuse_existing_virtualenvs = True

LENGTHY = ("tests/properties", "tests/exhaustive", "tests/testing", "tests/browser")
GENERATED = ("catalogue", "reference", "frames", "conformance", "tutorial", "atlas")
LONG = {"GRADEKIT_HYPOTHESIS_PROFILE": "long"}


@nox.session
def tests(session: nox.Session) -> None:
    """The ordinary test run."""
    session.install("-e", ".[dev]")
    session.run("pytest", *session.posargs)


@nox.session
def coverage(session: nox.Session) -> None:
    """Branches of floors 0 to 6 that no test reaches; fails below 100%."""
    session.install("-e", ".[dev]")
    session.run("python", "tools/coverage_floors.py", *session.posargs)


@nox.session
def long(session: nox.Session) -> None:
    """Property tests at length, and every comparison of three findings weighed."""
    session.install("-e", ".[dev]")
    session.run("pytest", *LENGTHY, *session.posargs, env=LONG)


@nox.session
def mutation(session: nox.Session) -> None:
    """Every change to the rules, and whether a test notices; fails below 95%."""
    session.install("-e", ".[dev]")
    session.run("python", "tools/mutate.py", "--at-least", "95", *session.posargs)


@nox.session
def fuzz(session: nox.Session) -> None:
    """Coverage-guided fuzzing of the readers of documents."""
    session.install("-e", ".[dev,fuzz]")
    session.run("python", "tools/fuzz_readers.py", *(session.posargs or ("--seconds", "60")))


@nox.session
def lint(session: nox.Session) -> None:
    """Style, and whether generated pages are current."""
    session.install("-e", ".[dev]")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    for page in GENERATED:
        session.run("python", f"tools/{page}.py", "--check")


@nox.session
def types(session: nox.Session) -> None:
    """Types of source and tests."""
    session.install("-e", ".[dev]")
    session.run("mypy")


@nox.session
def docs(session: nox.Session) -> None:
    """The documentation; a warning is an error."""
    session.install("-e", ".[dev]")
    session.run("sphinx-build", "-W", "--keep-going", "-b", "html", "docs", "docs/_build/html")


@nox.session
def benchmarks(session: nox.Session) -> None:
    """Ratios against peers in one run; answers are asserted equal first."""
    session.install("-e", ".[dev,bench]")
    session.run("python", "benchmarks/run.py", *session.posargs)


@nox.session
def wheel(session: nox.Session) -> None:
    """The built wheel in a clean environment, tested without the source."""
    session.install("build")
    session.run("python", "tools/try_wheel.py")
