"""The house rules that a machine can check: floors, sizes, names, words, locks."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CORE = ROOT / "src/central/core"

WALL = 400
MEASURED = frozenset({".py", ".sql", ".html", ".css", ".js"})
LEFTOVERS = {"utils", "helpers", "manager", "service", "base", "common", "misc"}
HOSTS = r"https?:|file:|git\+|--index|--find-links"
MACHINE_PATHS = re.compile(r"/(?:work|root|home|opt/(?!build|central))/[\w.-]")


def test_a_lower_floor_never_imports_a_higher_one() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_no_file_is_longer_than_the_wall() -> None:
    too_long = {str(path): lines for path in _tracked(MEASURED) if (lines := len(_text(path).splitlines())) > WALL}
    assert not too_long, too_long


def test_no_module_is_a_drawer_for_leftovers() -> None:
    drawers = [str(path) for path in _tracked(frozenset({".py"})) if LEFTOVERS & {path.stem, *path.parent.parts}]
    assert not drawers, drawers


@pytest.mark.parametrize("path", sorted(CORE.rglob("*.py")), ids=lambda path: str(path.relative_to(CORE)))
def test_a_core_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_the_core_has_no_clock_draw_or_io_of_its_own_and_no_framework() -> None:
    io = {"time", "random", "secrets", "socket", "os", "sqlite3", "asyncio", "pathlib", "subprocess", "threading"}
    allowed = (sys.stdlib_module_names - io) | {"central"}
    found = {
        f"{path.relative_to(CORE)}: {module}"
        for path in CORE.rglob("*.py")
        for module in _imports(path)
        if module.split(".")[0] not in allowed | ({"numpy"} if "learning" in path.parts else set())
    }
    assert not found, found


def test_nothing_is_left_for_later_and_no_test_is_skipped() -> None:
    later = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError)\b|mark\.skip|pytest\.skip\(|mark\.xfail")
    found = [str(path) for path in _tracked(MEASURED) if path.name != "test_house.py" and later.search(_text(path))]
    assert not found, found


def test_the_glossary_has_a_full_row_for_each_concept_and_no_word_twice() -> None:
    rows = _glossary()
    assert len(rows) >= 30
    assert all(word and code and meaning for word, code, meaning in rows)
    codes = [code for _, code, _ in rows]
    assert len(codes) == len(set(codes)), sorted(code for code in codes if codes.count(code) > 1)


def test_lock_files_hold_no_address() -> None:
    locks = [*ROOT.glob("requirements/*.lock"), ROOT / "web/package-lock.json"]
    assert len(locks) == 8
    found = [f"{lock.name}: {line}" for lock in locks for line in _lines(lock) if re.search(HOSTS, line)]
    assert not found, found


def test_every_locked_package_has_a_hash() -> None:
    for lock in ROOT.glob("requirements/*.lock"):
        pins = re.findall(r"^\S+==\S+.*\\\n    --hash=sha256:", lock.read_text(), flags=re.MULTILINE)
        assert len(pins) == len(re.findall(r"^[^\s#]", lock.read_text(), flags=re.MULTILINE)), lock.name


def test_the_locks_agree_on_every_version() -> None:
    """They go into one virtualenv. A lock may pin a package twice, for different Pythons; all locks pin it alike."""
    pins: dict[str, set[frozenset[str]]] = {}
    for lock in ROOT.glob("requirements/*.lock"):
        found = re.findall(r"^([\w.-]+)==([^\s;]+)", lock.read_text(), flags=re.MULTILINE)
        for name in {name for name, _ in found}:
            pins.setdefault(name, set()).add(frozenset(version for other, version in found if other == name))
    assert not {name: versions for name, versions in pins.items() if len(versions) > 1}


def test_what_the_package_asks_for_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for lock, wanted in (
        ("run.lock", project["project"]["dependencies"]),
        ("build.lock", project["build-system"]["requires"]),
        ("models.lock", project["project"]["optional-dependencies"]["modelos"]),
    ):
        locked = set(re.findall(r"^([\w.-]+)==", (ROOT / "requirements" / lock).read_text(), flags=re.MULTILINE))
        names = {re.split(r"[\[<>=;\s]", requirement)[0] for requirement in wanted}
        assert names <= locked, names - locked


def test_the_versions_of_the_changelog_come_down_from_that_of_the_package() -> None:
    heads = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    form = re.compile(r"(\d+)\.(\d+)\.(\d+) \((?:em construção|\d{4}-\d\d-\d\d)\)")
    assert not [head for head in heads if not form.fullmatch(head)]
    numbers = [tuple(map(int, head.split(" ")[0].split("."))) for head in heads]
    assert numbers == sorted(set(numbers), reverse=True)
    assert not [head for head in heads[1:] if "em construção" in head]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert heads[0].startswith(f"{project['version']} ")


def test_no_tracked_file_names_a_path_of_a_machine() -> None:
    found = [
        f"{path}: {line.strip()[:100]}"
        for path in _tracked()
        if path != Path("tests/test_house.py")
        for line in _text(path).splitlines()
        if MACHINE_PATHS.search(line)
    ]
    assert not found, found


@pytest.mark.parametrize("readme", ["README.md", "README.pt-BR.md", "STYLE.md"])
def test_commands_and_links_in_a_readme_exist(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))
    named = set(re.findall(r"(?:^|`|\s)make ([a-z-]+)(?=`|\s+#|\n)", text, flags=re.MULTILINE))
    assert named <= targets, named - targets
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    assert not [link for link in links if not (ROOT / link).exists()]


def test_every_variable_the_owner_is_told_of_is_read() -> None:
    told = set(re.findall(r"(?:`|^|\s)([A-Z]+_[A-Z_]+)(?==|`)", (ROOT / "README.pt-BR.md").read_text(encoding="utf-8")))
    read = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src/central/app").glob("*.py"))
    assert told
    assert not [name for name in told if f'"{name}"' not in read]


def test_make_help_has_a_sentence_for_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = set(re.search(r"^\.PHONY: (.+)$", makefile, flags=re.MULTILINE)[1].split())  # type: ignore[index]
    said = dict(re.findall(r"^([a-z-]+):.*?## (.+)$", makefile, flags=re.MULTILINE))
    assert phony == said.keys()
    assert all(len(sentence) > 15 for sentence in said.values())


@cache
def _tracked(suffixes: frozenset[str] | None = None) -> tuple[Path, ...]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    paths = (Path(name) for name in listed.split("\0") if name)
    return tuple(p for p in paths if (ROOT / p).is_file() and (suffixes is None or p.suffix in suffixes))


def _text(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8", errors="replace")


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _imports(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}


def _glossary() -> list[tuple[str, str, str]]:
    table = [line for line in _lines(ROOT / "docs/glossary.md") if line.startswith("|")][2:]
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in table]  # type: ignore[misc]
