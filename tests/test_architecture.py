"""Imports only go down, and rooms on one floor do not know each other (reviewer/ARCHITECTURE.md)."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "reviewer"
FLOORS = {
    "core": 0,
    "text": 1,
    "config": 1,
    "glossary": 2,
    "formats": 2,
    "checks": 3,
    "engine": 4,
    "decisions": 4,
    "quality": 4,
    "batch": 5,
    "outputs": 5,
    "exports": 5,
    "scorecards": 5,
    "tui": 6,
    "cli": 7,
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def imported_rooms(tree: ast.Module) -> set[str]:
    names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return {name.split(".")[1] for name in names if name.startswith("reviewer.")} & FLOORS.keys()


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(PACKAGE)))
def test_imports_go_down(module: Path) -> None:
    parts = module.relative_to(PACKAGE).parts
    if parts[0] not in FLOORS:
        pytest.skip("the package itself")
    for room in imported_rooms(ast.parse(module.read_text("utf-8"))) - {parts[0]}:
        assert FLOORS[room] < FLOORS[parts[0]], f"{parts[0]} imports {room}"


def test_every_room_has_a_floor() -> None:
    rooms = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert rooms == set(FLOORS)


@pytest.mark.parametrize("module", sorted((PACKAGE / "checks").glob("[!_]*.py")), ids=lambda module: module.stem)
def test_checks_do_not_import_each_other(module: Path) -> None:
    tree = ast.parse(module.read_text("utf-8"))
    assert not [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and (n.module or "").startswith("reviewer.checks")]


@pytest.mark.parametrize("module", sorted((PACKAGE / "core").glob("*.py")), ids=lambda module: module.stem)
def test_core_needs_the_standard_library_alone(module: Path) -> None:
    import sys

    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        names = (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
        assert all(name.split(".")[0] in {*sys.stdlib_module_names, "reviewer"} for name in names)
