"""Modules and functions that are imported when something of them is first used."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from form4gen import cluster, likeness
from form4gen.later import imported_when_used
from form4gen.plugins import plugins_kept_out

NAME = "PYDANTIC_DISABLE_PLUGINS"
ROOT = Path(__file__).parent.parent
EXAMPLE = "examples/option-exercise-10b5-1-2026.form4.yaml"


@pytest.fixture
def seldom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A module that nothing else has imported."""
    (tmp_path / "seldom_used").mkdir()
    (tmp_path / "seldom_used" / "__init__.py").touch()
    (tmp_path / "seldom_used" / "part.py").write_text("number = 5\ndef twice(of, more=0):\n    return 2 * of + more\n")
    monkeypatch.syspath_prepend(tmp_path)
    yield "seldom_used.part"
    for name in ("seldom_used.part", "seldom_used"):
        sys.modules.pop(name, None)


def test_a_function_is_imported_when_it_is_called(seldom: str) -> None:
    with imported_when_used({seldom: ["twice"]}):
        from seldom_used.part import twice  # type: ignore[import-not-found]
    assert seldom not in sys.modules
    assert twice(4, more=1) == 9
    assert seldom in sys.modules


def test_what_else_is_asked_of_its_module_imports_it_at_once(seldom: str) -> None:
    with imported_when_used({seldom: ["twice"]}):
        from seldom_used.part import number

        assert number == 5
        assert sys.modules[seldom].twice(1) == 2
    import seldom_used  # type: ignore[import-not-found]

    assert seldom_used.part is sys.modules[seldom]


def test_a_module_is_imported_when_something_of_it_is_used(seldom: str) -> None:
    with imported_when_used({seldom: []}):
        from seldom_used import part
    assert seldom not in sys.modules
    assert part.number == 5
    assert part.twice is sys.modules[seldom].twice


def test_a_module_that_is_imported_by_its_whole_name_is_there(seldom: str) -> None:
    import seldom_used

    with imported_when_used({seldom: []}):
        import seldom_used.part

        assert seldom_used.part.number == 5
    assert seldom_used.part is sys.modules[seldom]


def test_everybody_later_gets_the_module_itself(seldom: str) -> None:
    import seldom_used

    with imported_when_used({seldom: ["twice"]}):
        pass
    assert not hasattr(seldom_used, "part")
    from seldom_used import part

    assert part is sys.modules[seldom]
    assert part.twice.__module__ == seldom


def test_what_is_set_of_a_module_before_it_is_there_is_set_of_it_then(seldom: str) -> None:
    with imported_when_used({seldom: []}):
        from seldom_used import part

        part.number = 6
    assert seldom not in sys.modules
    assert part.twice(1) == 2
    assert sys.modules[seldom].number == part.number == 6


def test_a_module_that_is_there_already_stays(seldom: str) -> None:
    import seldom_used.part as real

    with imported_when_used({seldom: ["twice"]}):
        assert sys.modules[seldom] is real
    assert sys.modules[seldom] is real


def test_it_ends_where_an_import_fails(seldom: str) -> None:
    with pytest.raises(ZeroDivisionError), imported_when_used({seldom: ["twice"]}):
        raise ZeroDivisionError
    assert seldom not in sys.modules


def test_whoever_imported_something_has_the_thing_itself_once_one_was_called(tmp_path: Path, seldom: str) -> None:
    (tmp_path / "seldom_used" / "part.py").write_text(
        "class Fault(Exception): pass\ndef fail(): raise Fault\ndef twice(of): return 2 * of\n")
    (tmp_path / "importer.py").write_text(
        "from seldom_used.part import Fault as Known, fail, twice\n"
        "def call():\n    try:\n        fail()\n    except Known as fault:\n        return type(fault)\n")
    with imported_when_used({seldom: ["Fault", "fail", "twice"]}):
        import importer  # type: ignore[import-not-found]
    assert seldom not in sys.modules
    part = importer.call().__module__
    del sys.modules["importer"]
    assert (part, importer.Known, importer.twice) == (seldom, sys.modules[seldom].Fault, sys.modules[seldom].twice)


def test_threads_may_use_it_first_together(seldom: str) -> None:
    with imported_when_used({seldom: []}):
        from seldom_used import part
    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(lambda _: part.twice(2), range(64))) == {4}


def test_plugins_are_kept_out_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    for before in ("logfire", None):
        monkeypatch.delenv(NAME, raising=False) if before is None else monkeypatch.setenv(NAME, before)
        with plugins_kept_out():
            assert os.environ[NAME] == "__all__"
        assert os.environ.get(NAME) == before


def _told(_: object) -> str | None:
    return os.environ.get(NAME)


def test_no_plugin_is_shown_what_a_worker_of_a_cluster_validates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(NAME, raising=False)
    done = cluster._each(_told, None, likeness.programs(None), likeness.page(None), pickle.dumps(["a filing"]))
    assert done.results == ["__all__"]
    assert NAME not in os.environ


PLUGIN = """\
from pathlib import Path
class Plugin:
    def new_schema_validator(self, *arguments):
        Path({seen!r}).touch()
        return None, None, None
plugin = Plugin()
"""


@pytest.mark.parametrize(("words", "is_shown"), [
    (("-m", "form4gen", "check", EXAMPLE), False),
    (("-c", f"import form4gen, pathlib; form4gen.read(pathlib.Path({EXAMPLE!r}).read_bytes())"), True),
], ids=["a command", "a program of somebody's own"])
def test_no_plugin_of_pydantic_is_shown_what_a_command_validates(words: tuple[str, ...], is_shown: bool, tmp_path: Path,
                                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    seen = tmp_path / "seen"
    (tmp_path / "watching.py").write_text(PLUGIN.format(seen=str(seen)))
    installed = tmp_path / "watching-1.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: watching\nVersion: 1\n")
    (installed / "entry_points.txt").write_text("[pydantic]\nwatching = watching:plugin\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.delenv("PYDANTIC_DISABLE_PLUGINS", raising=False)
    ended = subprocess.run([sys.executable, *words], capture_output=True, text=True, check=False, cwd=ROOT)
    assert ended.returncode == 0, ended.stderr
    assert seen.exists() is is_shown
