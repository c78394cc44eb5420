"""The sources of a batch, one after another and never all at once, and what their outputs are called."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import BinaryIO, Final, NamedTuple

from form4gen.outputs import GZIP_ENDING, SOURCE_ENDINGS, stem

LONGEST_NAME: Final = 4_096
"""Bytes of a line of a list, and of a path on Linux."""
NO_NAMES: Final = frozenset({"", ".", ".."})
"""What no part of a file's name is, though objects of S3 may be called so."""
_URL: Final = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*)://(?P<path>.*)", re.DOTALL)


class Source(NamedTuple):
    """A source: its name; what its outputs are called, less an ending, under the output folder; why it is none, if so."""

    name: str
    target: str
    fault: str = ""


def in_file(name: str) -> Source:
    """A file that was named by itself: its outputs lie at the top of the output folder."""
    if scheme_of(name):
        return at_url(name, name.rpartition("/")[2])
    return Source(name, stem(os.path.basename(os.path.normpath(name))))


def at_url(url: str, path: str) -> Source:
    """A file at a URL, its outputs called after ``path``, which may be such as no file's is: S3 knows no folders."""
    if has_no_name(path) or "\0" in path:
        return Source(url, "", "an empty part, a dot, two or a NUL is in its name, and no output can be called after it")
    return Source(url, _stem(path))


def scheme_of(name: str) -> str | None:
    """``s3`` of ``s3://bucket/doe.xml``; None of a file's name."""
    match = _URL.match(name)
    return match["scheme"] if match else None


def has_no_name(path: str) -> bool:
    """Whether a part of a path is empty, a dot or two."""
    return not NO_NAMES.isdisjoint(path.split("/"))


def bucket_of(name: str) -> str | None:
    """``s3://bucket`` of ``s3://bucket/doe.xml``; None of a file's name."""
    match = _URL.match(name)
    return f"{match['scheme']}://{match['path'].partition('/')[0]}" if match else None


def is_source(name: str) -> bool:
    """Whether a file is taken for a source by its name."""
    return name.lower().removesuffix(GZIP_ENDING).endswith(SOURCE_ENDINGS)


def in_folder(folder: str, output: str) -> Iterator[Source]:
    """The sources of a folder and of those below it, by name; their outputs lie under the output folder as they do there.

    Hidden files, links to folders and the output folder are passed over. The names of a folder are held while it is read.
    """
    for name in _below(folder, "", os.path.realpath(output)):
        path = os.path.join(folder, name)
        if not name or name.endswith("/"):
            yield Source(path, "", "the folder cannot be read")
        else:
            yield Source(path, _stem(name))


def in_list(lines: BinaryIO) -> Iterator[Source]:
    """The sources of a list with a name a line.

    Outputs lie under the output folder as their sources do under the current one; those of others, and of what is at a URL,
    by their whole path.
    """
    for line in iter(lambda: lines.readline(LONGEST_NAME + 1), b""):
        name = line.rstrip(b"\r\n")
        if len(name) > LONGEST_NAME:
            while line and not line.endswith(b"\n"):
                line = lines.readline(LONGEST_NAME)
            yield Source(os.fsdecode(name[:100]), "", f"a name of more than {LONGEST_NAME:,} bytes; write one a line")
        elif b"\0" in name:
            yield Source(os.fsdecode(name[:100].replace(b"\0", b"?")), "", "a NUL is in its name; write one a line")
        elif name.strip():
            yield _listed(os.fsdecode(name))


def _listed(name: str) -> Source:
    match = _URL.match(name)
    return at_url(name, match["path"]) if match else Source(name, _stem(_below_here(name)))


def _below(folder: str, within: str, without: str) -> Iterator[str]:
    """The names of sources, relative to the folder; one of a folder that cannot be read ends in /."""
    here = os.path.join(folder, within)
    try:
        with os.scandir(here) as entries:
            names = sorted(filter(None, map(_taken, entries)))
    except OSError:
        yield within
        return
    for name in names:
        path = within + name
        if not name.endswith("/"):
            yield path
        elif os.path.realpath(os.path.join(folder, path)) != without:
            yield from _below(folder, path, without)


def _taken(entry: os.DirEntry[str]) -> str | None:
    """The name of a source, or, with / behind it, of a folder."""
    if entry.name.startswith("."):
        return None
    if entry.is_dir(follow_symlinks=False):
        return f"{entry.name}/"
    return entry.name if is_source(entry.name) and entry.is_file() else None


def _below_here(name: str) -> str:
    path = os.path.normpath(name)
    if os.path.isabs(path) or path.split(os.sep)[0] == os.pardir:
        return os.path.abspath(path).lstrip(os.sep)
    return path


def _stem(path: str) -> str:
    folder, name = os.path.split(path)
    return os.path.join(folder, stem(name))
