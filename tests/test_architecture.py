"""The import rules, read from the code itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
STAGES = ("extract", "transform", "load")
# below every stage; none of them imports anything of the pipeline but others of this list
FOUNDATION = (
    "pipeline.models", "pipeline.reasons", "pipeline.errors", "pipeline.events", "pipeline.config", "pipeline.storage",
)  # fmt: skip
# package: the only folders in which it may be imported
HOMES = {
    "prefect": ("flows",),
    "requests": ("pipeline/extract",),
    "pyarrow": ("pipeline/load", "pipeline/storage"),
}


def modules(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def imported(file: Path) -> Iterator[str]:
    """Full names of what a file imports, at the top or anywhere below: `pipeline.load.read` for a `from` import."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: a relative import hides what is imported"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def ours(file: Path) -> list[str]:
    return [name for name in imported(file) if within(name, "pipeline") or within(name, "flows")]


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_imports_only_itself_and_the_foundation(stage: str) -> None:
    allowed = (f"pipeline.{stage}", *FOUNDATION)
    wrong = {
        f"{file.relative_to(ROOT)}: {name}"
        for file in modules(f"pipeline/{stage}")
        for name in ours(file)
        if not any(within(name, package) for package in allowed)
    }
    assert wrong == set()


@pytest.mark.parametrize("package", ["demo", "ledger", "sources"])
def test_demo_ledger_and_sources_import_no_stage(package: str) -> None:
    wrong = {
        f"{file.relative_to(ROOT)}: {name}"
        for file in modules(f"pipeline/{package}")
        for name in ours(file)
        if not any(within(name, allowed) for allowed in (f"pipeline.{package}", *FOUNDATION))
    }
    assert wrong == set()


@pytest.mark.parametrize("name", FOUNDATION)
def test_the_foundation_imports_only_itself(name: str) -> None:
    path = name.replace(".", "/")
    files = [ROOT / f"{path}.py"] if (ROOT / f"{path}.py").exists() else modules(path)
    assert files
    found = [found for file in files for found in ours(file)]
    assert [one for one in found if not any(within(one, package) for package in FOUNDATION)] == []


@pytest.mark.parametrize(("package", "homes"), HOMES.items())
def test_a_package_is_imported_in_its_homes_only(package: str, homes: tuple[str, ...]) -> None:
    files = [*modules("pipeline"), *modules("flows")]
    users = {file for file in files if any(within(name, package) for name in imported(file))}
    assert users, f"nobody imports {package}: the rule has nothing to say"
    strangers = [file for file in users if not any(file.is_relative_to(ROOT / home) for home in homes)]
    assert {str(file.relative_to(ROOT)) for file in strangers} == set()


def test_only_the_commands_know_the_flows() -> None:
    users = [file for file in modules("pipeline") if any(within(name, "flows") for name in imported(file))]
    assert {file.parent for file in users} == {ROOT / "pipeline/commands"}


def test_the_report_reads_what_runs_left_and_runs_nothing() -> None:
    forbidden = ("pipeline.extract", "pipeline.transform", "pipeline.nightly", "pipeline.keeping", "flows")
    files = modules("pipeline/report")
    assert files
    found = {f"{file.name}: {name}" for file in files for name in ours(file)}
    assert [one for one in found if any(within(one.partition(": ")[2], package) for package in forbidden)] == []


def test_the_product_does_not_know_its_benchmarks() -> None:
    users = {
        str(file.relative_to(ROOT))
        for file in [*modules("pipeline"), *modules("flows")]
        if any(within(name, "benchmarks") for name in imported(file))
    }
    assert users == set()
