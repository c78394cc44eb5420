"""Writes every generated file: ``python tests/generated.py``. A test compares them with what is committed."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.archive_cost import PAGE as ARCHIVE
from benchmarks.archive_cost import archive_page
from benchmarks.page import PAGE, page
from benchmarks.results import FILE, Results
from form4gen.field_reference import field_reference
from form4gen.json_schema import json_schema
from form4gen.rules.page import FOLDER, family_pages, index_page
from form4gen.xsd import to_xsd

ROOT = Path(__file__).resolve().parent.parent


def generated() -> dict[str, bytes]:
    """Each generated file's path below the repository, and what it should hold."""
    return {
        "schemas/form4.schema.json": (json.dumps(json_schema(), indent=2) + "\n").encode(),
        "schemas/form4.xsd": to_xsd("4"),
        "schemas/form4a.xsd": to_xsd("4/A"),
        PAGE.relative_to(ROOT).as_posix(): page(Results.model_validate_json(FILE.read_bytes())).encode(),
        ARCHIVE.relative_to(ROOT).as_posix(): archive_page().encode(),
        "docs/fields.md": field_reference().encode(),
        "form4gen/rules/README.md": index_page(f"../../{FOLDER}/").encode(),
        f"{FOLDER}/index.md": index_page().encode(),
        **{name: page.encode() for name, page in family_pages().items()},
    }


def stale() -> list[Path]:
    """Pages that were generated once and are no longer."""
    return [path for path in sorted((ROOT / FOLDER).iterdir()) if path.relative_to(ROOT).as_posix() not in generated()]


if __name__ == "__main__":
    for name, data in generated().items():
        (ROOT / name).parent.mkdir(exist_ok=True)
        (ROOT / name).write_bytes(data)
        print(f"wrote {name}")
    for path in stale():
        path.unlink()
        print(f"removed {path.relative_to(ROOT)}")
