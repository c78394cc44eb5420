"""How wide the letters of the printed form are: Liberation Sans and Serif, which have the metrics of Arial and Times.

A table, so that a page never depends on which fonts a machine has. Lengths are units of which an em has 2,048. It holds
the printable ASCII characters, the only ones EDGAR accepts. Source: the fonts' own hmtx and kern tables, version 2.1.
"""

from __future__ import annotations

from functools import cache
from typing import Final, Literal
from unicodedata import normalize

Face = Literal["sans", "sans bold", "serif"]
UNITS_PER_EM: Final = 2048

CHARACTERS_BY_WIDTH: Final[dict[Face, dict[int, str]]] = {
    "sans": {
        391: "'",
        455: "ijl",
        532: "|",
        569: " !,./:;I[\\]ft",
        682: "()-`r",
        684: "{}",
        727: "\"",
        797: "*",
        961: "^",
        1024: "Jcksvxyz",
        1139: "#$0123456789?L_abdeghnopqu",
        1196: "+<=>~",
        1251: "FTZ",
        1366: "&ABEKPSVXY",
        1479: "CDHNRUw",
        1593: "GOQ",
        1706: "Mm",
        1821: "%",
        1933: "W",
        2079: "@",
    },
    "sans bold": {
        487: "'",
        569: " ,./I\\ijl",
        573: "|",
        682: "!()-:;[]`ft",
        797: "*r{}",
        971: "\"",
        1024: "z",
        1139: "#$0123456789J_aceksvxy",
        1196: "+<=>^~",
        1251: "?FLTZbdghnopqu",
        1366: "EPSVXY",
        1479: "&ABCDHKNRU",
        1593: "GOQw",
        1706: "M",
        1821: "%m",
        1933: "W",
        1997: "@",
    },
    "serif": {
        369: "'",
        410: "|",
        512: " ,.",
        569: "/:;\\ijlt",
        682: "!()-I[]`fr",
        797: "Js",
        836: "\"",
        909: "?acez",
        961: "^",
        983: "{}",
        1024: "#$*0123456789_bdghknopquvxy",
        1108: "~",
        1139: "FPS",
        1155: "+<=>",
        1251: "ELTZ",
        1366: "BCR",
        1479: "ADGHKNOQUVXYw",
        1593: "&m",
        1706: "%",
        1821: "M",
        1886: "@",
        1933: "W",
    },
}

CHARACTERS_DRAWN_CLOSER: Final[dict[Face, dict[int, dict[str, str]]]] = {
    "sans": {
        -264: {"P": ",.", "Y": ",."},
        -227: {"F": ",.", "T": ",.:;aceos"},
        -188: {"V": ",.", "Y": "-eoq"},
        -152: {"A": "TVY", "L": "TVWY", "P": "A", "T": "A", "V": "Aa", "Y": "Aap", "v": ",.", "y": ",."},
        -133: {"Y": ";"},
        -113: {" ": "A", "A": " ", "F": "A", "T": "-wy", "V": "-eo", "W": ",.", "Y": ":uv", "r": ",.", "w": ",."},
        -76: {"A": "W", "L": " y", "T": "iru", "V": ":;ruy", "W": "Aa", "Y": "i"},
        -37: {" ": "TY", "A": "vwy", "P": " ", "R": "TVWY", "T": " O", "V": "i", "W": "-:;eoru", "Y": " ", "f": "f"},
        -18: {"W": "y"},
    },
    "sans bold": {
        -264: {"P": ",."},
        -227: {"F": ",.", "T": ",.:;", "Y": ",."},
        -188: {"A": "Y", "L": "Y", "V": ",.", "Y": "A"},
        -152: {"A": "TV", "L": "TV", "P": "A", "T": "Aaceosuwy", "V": "Ao", "Y": ":;oq", "v": ",.", "y": ",."},
        -113: {"A": "W", "F": "A", "L": "W", "T": "-r", "V": "-:;aer", "W": ",.A", "Y": "-aepuv", "r": ",."},
        -76: {" ": "A", "A": " vy", "L": "y", "R": "Y", "V": "uy", "W": "a", "Y": "i", "w": ",."},
        -41: {"W": "-"},
        -37: {" ": "Y", "A": "w", "L": " ", "P": " ", "R": "VW", "T": "Oi", "V": "i", "W": ":;eoruy", "Y": " "},
        -18: {"W": "i"},
    },
    "serif": {
        -264: {"A": "V", "V": ",.Ao", "Y": ",."},
        -227: {"A": "T", "P": ",.", "V": "aey", "W": "A", "Y": "-Aqu"},
        -205: {"L": "Y", "Y": "aeov"},
        -188: {"A": "Ywy", "L": "TV", "P": "A", "T": "-", "V": "-", "W": ",.", "Y": ":;p"},
        -164: {"A": "W", "F": ",.", "R": "V", "T": "A", "W": "aeo"},
        -152: {"A": "v", "F": "A", "L": "W", "T": ",.", "V": ":;"},
        -143: {"T": "aceoswy"},
        -133: {"v": ",.", "w": ",.", "y": ",."},
        -123: {"R": "T", "V": "iru", "W": "y"},
        -113: {" ": "A", "A": " ", "L": "y", "R": "WY", "T": ";", "W": "-", "Y": "i", "r": "."},
        -102: {"T": ":"},
        -82: {"R": "y", "W": "iru", "r": ","},
        -76: {" ": "Y", "1": "1", "L": " ", "P": " ", "W": ":;", "Y": " "},
        -72: {"T": "iru"},
        -41: {"r": "-"},
        -37: {" ": "TVW", "T": " O", "V": " ", "W": " ", "f": "f", "r": "g"},
    },
}
"""Kerning: by how much, after which character, which characters stand nearer than their widths say."""


@cache
def _widths(face: Face) -> dict[str, int]:
    return {character: width for width, characters in CHARACTERS_BY_WIDTH[face].items() for character in characters}


@cache
def _closer(face: Face) -> dict[str, int]:
    return {first + second: units for units, pairs in CHARACTERS_DRAWN_CLOSER[face].items()
            for first, seconds in pairs.items() for second in seconds}


def advances(text: str, face: Face, size: float) -> list[float]:
    """How far each character of a text set at ``size`` moves on, in the unit of ``size``; their sum is its width.

    A letter with an accent is as wide as the letter, any other character that the table lacks a whole em.
    """
    widths, closer = _widths(face), _closer(face)
    unit = size / UNITS_PER_EM
    return [unit * (widths.get(normalize("NFKD", character)[0], UNITS_PER_EM) + closer.get(text[place:place + 2], 0))
            for place, character in enumerate(text)]
