"""Where files lie that the command line names: on this machine, or at a URL."""

from __future__ import annotations

import os
from urllib.parse import unquote

import typer


def place_of(word: str) -> str:
    """A file's name, or a URL without / at its end; of ``file:///a`` the name, ``/a``.

    A usage error for a URL where form4gen neither reads nor writes. A key in one is not shown.
    """
    from form4gen.sources import has_no_name, scheme_of

    scheme = scheme_of(word)
    if scheme is None or os.path.lexists(word):
        return word
    bucket = word.partition("://")[2]
    if scheme == "file":
        return _local(bucket)
    if scheme == "memory":
        raise typer.BadParameter("memory:// is the memory of one process and ends with it; it is for programs alone")
    if scheme != "s3":
        raise typer.BadParameter(f"{scheme}:// is nowhere that form4gen reads or writes; take s3://BUCKET/FOLDER, or a "
                                 "folder")
    if "@" in bucket.partition("/")[0]:
        raise typer.BadParameter("a key belongs into the environment (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY), not "
                                 "into a URL")
    if not bucket.strip("/"):
        raise typer.BadParameter(f"{word} names no bucket")
    if has_no_name(bucket.rstrip("/")):
        raise typer.BadParameter(f"{word} has an empty part, a dot or two in it, and no file is called so; take "
                                 "s3://BUCKET/FOLDER")
    _demand_s3()
    return word.rstrip("/")


def folder_of(word: str | None) -> str | None:
    """A place to write into, which is no file of this machine."""
    place = place_of(word) if word else word
    if place and os.path.exists(place) and not os.path.isdir(place):
        raise typer.BadParameter(f"Directory '{place}' is a file.")
    return place


def is_remote(place: str) -> bool:
    """Whether a place, as ``place_of`` has it, is at a URL."""
    return place.startswith("s3://") and not os.path.lexists(place)


def _local(path: str) -> str:
    if not path.startswith("/"):
        raise typer.BadParameter("file:// is of this machine alone: file:///FOLDER")
    return unquote(path)


def _demand_s3() -> None:
    try:
        import s3fs  # noqa: F401 - fsspec looks for it when it is first asked for S3
    except ModuleNotFoundError as error:
        if error.name not in ("s3fs", "fsspec"):
            raise
        raise typer.BadParameter("s3:// needs the s3fs library: pip install 'form4gen[cluster]'") from None
