"""Files of a batch that lie elsewhere, by URL: objects of S3, through fsspec.

An object is there whole or not at all, which is what a batch asks of its outputs. Other file systems are not taken: whether
one of theirs can be half written would have to be looked into first. ``memory`` is one process's, for tests and programs.

Who may read and write there, and with which keys, is for S3's own settings (``AWS_...``, ``~/.aws``, fsspec's files).
"""

from __future__ import annotations

import errno
import hashlib
import io
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, Final, NamedTuple, cast

from form4gen import outputs
from form4gen.opened import LARGEST_FILE
from form4gen.sources import Source, at_url, is_source, scheme_of
from form4gen.storage import Folder

SCHEMES: Final = ("s3", "memory")
LONGEST_REASON: Final = 200
_WITH_A_CCC: Final = ("it holds a CCC, and form4gen writes such a file only into a folder, for its owner's eyes: take "
                      "-o DIR, or --only pdf")
_USER: Final = re.compile(r"//[^/@\s]*@")


class RemoteFolder(NamedTuple):
    """What lies below a URL; below none, files by URLs of their own."""

    root: str = ""

    def read(self, name: str, most: int) -> bytes:
        files, path = self._at(name)
        with _as_os_errors():
            try:
                return cast(bytes, files.cat_file(path, start=0, end=most + 1))
            except OSError as error:
                if error.errno != errno.EINVAL or files.size(path) != 0:
                    raise
                return b""  # S3 has no range of an object without bytes

    def write(self, name: str, data: bytes, is_secret: bool) -> None:
        if is_secret:
            raise PermissionError(errno.EACCES, _WITH_A_CCC)
        files, path = self._at(name)
        with _as_os_errors():
            files.pipe_file(path, data)

    def digest(self, name: str) -> str | None:
        files, path = self._at(name)
        try:
            with _as_os_errors(), files.open(path, "rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except FileNotFoundError:
            return None

    def is_ours(self, name: str) -> bool:
        data = self.read(name, LARGEST_FILE)
        return len(data) <= LARGEST_FILE and outputs.are_ours(data)

    def address(self, name: str) -> str:
        return f"{scheme_of(self._url(name))}://{self._at(name)[1].lstrip('/')}"

    def _url(self, name: str) -> str:
        return f"{self.root.rstrip('/')}/{name}" if self.root else name

    def _at(self, name: str) -> tuple[Any, str]:
        return _at(self._url(name))


class ByName(NamedTuple):
    """Files of this machine by name, those in ``root`` by a short one, and others by URL.

    ``schemes``: those of the URLs that the command line names. A list may come from elsewhere, and no word in it makes
    form4gen ask a place that its user has not.
    """

    root: str = ""
    schemes: frozenset[str] = frozenset()

    def read(self, name: str, most: int) -> bytes:
        scheme = scheme_of(name)
        if scheme and scheme not in self.schemes:
            raise PermissionError(errno.EACCES, f"the command line names no {scheme}:// itself, so a list cannot either")
        return self._of(name).read(name, most)

    def write(self, name: str, data: bytes, is_secret: bool) -> None:
        self._of(name).write(name, data, is_secret)

    def digest(self, name: str) -> str | None:
        return self._of(name).digest(name)

    def is_ours(self, name: str) -> bool:
        return self._of(name).is_ours(name)

    def address(self, name: str) -> str:
        return self._of(name).address(name)

    def _of(self, name: str) -> RemoteFolder | Folder:
        return RemoteFolder() if scheme_of(name) else Folder(self.root)


def in_remote_folder(url: str, output: str) -> Iterator[Source]:
    """The sources at a URL and below it, in the order that ``in_folder`` has and with the same left out."""
    files, root = _at(url)
    without = _at(output)[1] if scheme_of(output) else None
    for name in _below(files, root, "", without):
        if name.endswith("/") or not name:
            yield Source(f"{url}/{name}", "", "the folder cannot be read")
        else:
            yield at_url(f"{url}/{name}", name)


def is_remote_folder(url: str) -> bool:
    """Whether files lie below a URL. Raises ``OSError``."""
    files, path = _at(url)
    with _as_os_errors():
        return bool(files.isdir(path))


@contextmanager
def opened_remotely(url: str) -> Iterator[BinaryIO]:
    """A file to be read from its beginning. Raises ``OSError`` where it cannot be opened."""
    files, path = _at(url)
    with _as_os_errors():
        file = files.open(path, "rb")
    with io.BufferedReader(file) as lines:  # fsspec's own has no bound to the length of a line
        yield lines


def _at(url: str) -> tuple[Any, str]:
    scheme = scheme_of(url)
    if scheme not in SCHEMES:
        raise PermissionError(errno.EACCES, f"{scheme}:// is nowhere that form4gen reads or writes")
    import fsspec  # an extra, and most batches have no use for it

    with _as_os_errors():
        files = fsspec.filesystem(scheme, use_listings_cache=False)
        return files, files._strip_protocol(url)


def _below(files: Any, root: str, within: str, without: str | None) -> Iterator[str]:
    """The names of sources, relative to the root; one of a folder that cannot be read, or has no name, ends in /."""
    here = f"{root}/{within}"
    try:
        with _as_os_errors():
            names = sorted(filter(None, (_taken(entry, here) for entry in files.ls(here.rstrip("/"), detail=True))))
    except OSError:
        yield within
        return
    for name in names:
        path = within + name
        if not name.endswith("/") or name == "/":
            yield path
        elif f"{root}/{path}".rstrip("/") != without:
            yield from _below(files, root, path, without)


def _taken(entry: dict[str, Any], here: str) -> str | None:
    """The name of a source, or, with / behind it, of a folder. An object called as its folder stands for that."""
    name = entry["name"].removeprefix(here)
    if name.startswith("."):
        return None
    if entry["type"] == "directory":
        return f"{name}/"
    return name if is_source(name) else None


@contextmanager
def _as_os_errors() -> Iterator[None]:
    """Whatever a file system raises, and those of botocore are of no one family, as ``OSError`` with a reason."""
    try:
        yield
    except FileNotFoundError:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)) from None
    except PermissionError as error:
        raise PermissionError(errno.EACCES, _reason(error)) from None
    except Exception as error:
        raise OSError(getattr(error, "errno", None) or errno.EIO, _reason(error)) from None


def _reason(error: Exception) -> str:
    """The error's first line, without the user of a URL in it."""
    text = getattr(error, "strerror", None) or f"{type(error).__name__}: {error}"
    return _USER.sub("//", text.splitlines()[0])[:LONGEST_REASON]
