"""The parts of a PDF as bytes, by their type, which is nearly always one of four."""

from __future__ import annotations

from typing import Any, Final

import pydyf

_their_to_bytes: Final = pydyf._to_bytes


def to_bytes(part: Any) -> bytes:
    """A part of a PDF as pydyf writes it: a number with six decimals at most."""
    kind = type(part)
    if kind is bytes:
        return part  # type: ignore[no-any-return]
    if kind is float:
        return b"%d" % part if part.is_integer() else (b"%f" % part).rstrip(b"0")
    if kind is str:
        return part.encode("ascii")  # type: ignore[no-any-return]
    if kind is int:
        return b"%d" % part
    if kind is pydyf.Array:
        return array(part)
    if kind is pydyf.Dictionary:
        return dictionary(part)
    return _their_to_bytes(part)  # type: ignore[no-any-return]


def dictionary(parts: pydyf.Dictionary) -> bytes:
    """``pydyf.Dictionary.data``."""
    return b"<<%b>>" % b"".join([
        b"/%b %b" % (to_bytes(key), value if type(value) is bytes else to_bytes(value)) for key, value in parts.items()])


def array(parts: pydyf.Array) -> bytes:
    """``pydyf.Array.data``."""
    return b"[%b]" % b" ".join([part if type(part) is bytes else to_bytes(part) for part in parts])
