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
from form4gen.sources import NO_NAMES, Source, at_url, bucket_of, is_source, scheme_of
from form4gen.storage import Folder

SCHEMES: Final = ("s3", "memory")
LONGEST_REASON: Final = 200
_WITH_A_CCC: Final = ("it holds a CCC, and form4gen writes such a file only into a folder, for its owner's eyes: take "
                      "-o DIR, or --only pdf")
_USER: Final = re.compile(r"//[^/@\s]*@")
_NO_KEYS: Final = ("no keys for it were found: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment, or AWS's "
                   "own files")


class RemoteFolder(NamedTuple):
    """What lies below a URL; below none, files by URLs of their own."""

    root: str = ""

    def read(self, name: str, most: int) -> bytes:
        files, path = self._at(name)
        with _as_os_errors(path):
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
        with _as_os_errors(path):
            files.pipe_file(path, data)

    def digest(self, name: str) -> str | None:
        files, path = self._at(name)
        try:
            with _as_os_errors(path), files.open(path, "rb") as file:
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

    ``places``: the buckets of the URLs that the command line names, as ``bucket_of`` has them. A list may come from
    elsewhere, and no word in it makes form4gen ask a place that its user has not.
    """

    root: str = ""
    places: frozenset[str] = frozenset()

    def read(self, name: str, most: int) -> bytes:
        place = bucket_of(name)
        if place and place not in self.places:
            shown = _USER.sub("//", place)
            raise PermissionError(errno.EACCES, f"the command line does not name {shown} itself, so a list cannot either")
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
        source = at_url(f"{url}/{name}", name.removesuffix("/"))
        is_unread = not name or (name.endswith("/") and not source.fault)
        yield source._replace(target="", fault="the folder cannot be read") if is_unread else source


def demand_place(url: str) -> None:
    """Ask once for a name below a URL. Raises ``OSError`` with the reason why nothing there can be looked at."""
    files, path = _at(url)
    with _as_os_errors(path):
        if scheme_of(url) == "s3":
            bucket, key, _ = files.split_path(path)
            files.call_s3("list_objects_v2", Bucket=bucket, Prefix=key and f"{key}/", MaxKeys=1)


def is_remote_folder(url: str) -> bool:
    """Whether files lie below a URL. Raises ``OSError``."""
    files, path = _at(url)
    with _as_os_errors(path):
        return bool(files.isdir(path))


@contextmanager
def opened_remotely(url: str) -> Iterator[BinaryIO]:
    """A file to be read from its beginning. Raises ``OSError`` where it cannot be opened."""
    files, path = _at(url)
    with _as_os_errors(path):
        file = files.open(path, "rb")
    with io.BufferedReader(file) as lines:  # fsspec's own has no bound to the length of a line
        yield lines


def _at(url: str) -> tuple[Any, str]:
    scheme = scheme_of(url)
    if scheme not in SCHEMES:
        raise PermissionError(errno.EACCES, f"{scheme}:// is nowhere that form4gen reads or writes")
    import fsspec  # an extra, and most batches have no use for it

    with _as_os_errors(url):
        files = fsspec.filesystem(scheme, use_listings_cache=False)
        return files, files._strip_protocol(url)


def _below(files: Any, root: str, within: str, without: str | None) -> Iterator[str]:
    """The names of sources, relative to the root; one of a folder that cannot be read or be called so ends in /."""
    here = f"{root}/{within}"
    try:
        with _as_os_errors(root):
            names = sorted(filter(None, (_taken(entry, here) for entry in files.ls(here.rstrip("/"), detail=True))))
    except OSError:
        yield within
        return
    for name in names:
        path = within + name
        if not name.endswith("/") or name[:-1] in NO_NAMES:
            yield path
        elif f"{root}/{path}".rstrip("/") != without:
            yield from _below(files, root, path, without)


def _taken(entry: dict[str, Any], here: str) -> str | None:
    """The name of a source, or, with / behind it, of a folder. An object called as its folder stands for that.

    What is hidden is left out, as it is in a folder of this machine; what is called by dots alone is not, for it is not so
    there.
    """
    name = entry["name"].removeprefix(here)
    if name.startswith(".") and name not in NO_NAMES:
        return None
    if entry["type"] == "directory":
        return f"{name}/"
    return name if is_source(name) else None


@contextmanager
def _as_os_errors(path: str) -> Iterator[None]:
    """Whatever a file system raises, and those of botocore are of no one family, as ``OSError`` with a reason.

    ``path``: what was asked for, whose bucket there may not be.
    """
    try:
        yield
    except FileNotFoundError as error:
        raise FileNotFoundError(errno.ENOENT, _why_not_found(error, path)) from None
    except PermissionError as error:
        raise PermissionError(errno.EACCES, _reason(error, "access is denied: ")) from None
    except Exception as error:
        raise OSError(getattr(error, "errno", None) or errno.EIO, _reason(error)) from None


def _why_not_found(error: FileNotFoundError, path: str) -> str:
    answer = getattr(error.__cause__, "response", {}).get("Error", {})
    if answer.get("Code") == "NoSuchBucket":
        return f"there is no bucket {path.partition('/')[0]}"
    return os.strerror(errno.ENOENT)


def _reason(error: Exception, kind: str = "") -> str:
    """The error's first line, without the user of a URL in it."""
    if type(error).__name__ == "NoCredentialsError":
        return _NO_KEYS
    text = getattr(error, "strerror", None) or f"{kind or type(error).__name__ + ': '}{error}"
    return _USER.sub("//", text.splitlines()[0])[:LONGEST_REASON]
