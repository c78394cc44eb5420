"""The text EDGAR accepts for one value, kept as it was written.

Each type is read from text and gives its text back unchanged: ``10.10`` in, ``10.10`` out. pydantic's own lax parsing
(``1_000``, ``1e3``, a number as a date) is not validation, so none of it is used here.

Source: EDGAR Ownership XML Technical Specification v5.5, section 3.2 (data types), and the SEC's XSDs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Final, Literal, NamedTuple

from pydantic import AfterValidator, GetCoreSchemaHandler, SecretStr
from pydantic_core import PydanticCustomError, core_schema

LARGEST_AMOUNT: Final = Decimal("999999999999.9999")
MOST_DECIMALS: Final = 4

DAY_FORM: Final = r"([0-9]{4}-[0-9]{2}-[0-9]{2})(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?"
FOOTNOTE_ID_FORM: Final = "F[1-9][0-9]?"
_AMOUNT = re.compile(r"[0-9]+(\.[0-9]*)?|\.[0-9]+")
_DAY = re.compile(DAY_FORM)
# What is named is what XML cannot carry: Python takes ten times as long to compile a class of all that it can.
NOT_IN_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _lexical(read: Callable[[Any], Any]) -> core_schema.CoreSchema:
    """A core schema that reads with ``read`` and writes ``.text``."""
    writer = core_schema.plain_serializer_function_ser_schema(lambda value: value.text)
    return core_schema.no_info_plain_validator_function(read, serialization=writer)


class Amount(Decimal):
    """A number of shares or US dollars: 0 to 999999999999.9999, at most four decimals, not counting zeros at the end.

    ``text`` is the number as written (``.25``, ``47.40``); as a ``Decimal`` it compares and calculates exactly.
    Raises ``PydanticCustomError`` of type ``form4gen.amount``. Source: specification 3.2, type decimal.
    """

    text: str

    def __new__(cls, value: str | int | Decimal) -> Amount:
        text = format(value, "f") if isinstance(value, Decimal) and not isinstance(value, Amount) else str(value)
        if isinstance(value, (bool, float)) or not _AMOUNT.fullmatch(text):
            raise PydanticCustomError("form4gen.amount", "not a plain number", {"reason": "form"})
        if len(text.partition(".")[2].rstrip("0")) > MOST_DECIMALS:
            raise PydanticCustomError("form4gen.amount", "more than four decimals", {"reason": "decimals"})
        amount = super().__new__(cls, text)
        if amount > LARGEST_AMOUNT:
            raise PydanticCustomError("form4gen.amount", "too large", {"reason": "size"})
        amount.text = text
        return amount

    def __str__(self) -> str:
        return self.text

    def __reduce__(self) -> tuple[type[Amount], tuple[str]]:
        return Amount, (self.text,)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return _lexical(cls)


class Day(date):
    """A calendar day, ``2026-03-18``; EDGAR also accepts a time zone behind it, ``2026-03-18-05:00``, which is kept.

    Raises ``PydanticCustomError`` of type ``form4gen.day``. Source: specification 3.2, type date; XSD ``xs:date``.
    """

    _text: str

    def __new__(cls, value: str | date | int, month: int | None = None, day: int | None = None) -> Day:
        """From text or a date; from year, month and day too, as ``date``'s own methods make one."""
        if isinstance(value, int) and month is not None and day is not None:
            return super().__new__(cls, value, month, day)
        text = value.text if isinstance(value, Day) else value.isoformat() if type(value) is date else value
        written = _DAY.fullmatch(text) if isinstance(text, str) else None
        if written is None:
            raise PydanticCustomError("form4gen.day", "not a date", {"reason": "form"})
        try:
            made = super().__new__(cls, *map(int, written[1].split("-")))
        except ValueError:
            raise PydanticCustomError("form4gen.day", "no such day", {"reason": "calendar"}) from None
        made._text = written[0]
        return made

    @property
    def text(self) -> str:
        """The date as written, with its time zone if it had one."""
        return getattr(self, "_text", None) or self.isoformat()

    def __reduce__(self) -> tuple[type[Day], tuple[str]]:
        return Day, (self.text,)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return _lexical(cls)


class Flag:
    """True or false, spelled ``true``, ``false``, ``1`` or ``0``; the spelling is kept.

    Raises ``PydanticCustomError`` of type ``form4gen.flag``. Source: specification 3.2, type boolean.
    """

    __slots__ = ("text",)
    SPELLINGS: Final = {"true": True, "1": True, "false": False, "0": False}

    def __init__(self, value: str | bool | Flag) -> None:
        text = {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
        if text not in self.SPELLINGS:
            raise PydanticCustomError("form4gen.flag", "neither true nor false")
        self.text: str = text

    def __bool__(self) -> bool:
        return self.SPELLINGS[self.text]

    def __eq__(self, other: object) -> bool:
        return bool(self) == bool(other) if isinstance(other, (Flag, bool)) else NotImplemented

    def __hash__(self) -> int:
        return hash(bool(self))

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Flag({self.text!r})"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return _lexical(cls)


class Length(NamedTuple):
    """Text of ``shortest`` to ``longest`` characters (None: as long as it likes) that XML can carry."""

    longest: int | None
    shortest: int = 0

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        text = core_schema.str_schema(min_length=self.shortest or None, max_length=self.longest, strict=True)
        return core_schema.no_info_after_validator_function(_only_xml_characters, text)


class Pattern(NamedTuple):
    """Text that matches ``regex`` whole; if not, an error of type ``error``. ``integer``: an editor may see a number."""

    regex: str
    error: str
    integer: bool = False

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        form = re.compile(self.regex)

        def check(text: str) -> str:
            if not form.fullmatch(text):
                raise PydanticCustomError(self.error, "not of the form {form}", {"form": self.regex})
            return text

        return core_schema.no_info_after_validator_function(check, handler(source))


def _only_xml_characters(text: str) -> str:
    found = NOT_IN_XML.search(text)
    if found:
        raise PydanticCustomError("form4gen.character", "no XML character", {"character": f"U+{ord(found[0]):04X}"})
    return text


def _of_ccc_form(secret: SecretStr) -> SecretStr:
    text = secret.get_secret_value()
    if len(text) != CCC_LENGTH or not text.isascii() or NOT_IN_XML.search(text):
        raise PydanticCustomError("form4gen.ccc", "not eight characters of ASCII")
    return secret


CCC_LENGTH: Final = 8

Cik = Annotated[str, Pattern(r"[0-9]{1,10}", "form4gen.cik", integer=True)]
"""A Central Index Key: one to ten digits, leading zeros kept. Source: XSD type CIK."""

Ccc = Annotated[SecretStr, AfterValidator(_of_ccc_form)]
"""An owner's EDGAR password, eight characters. It shows as stars everywhere but in a submission's XML."""

FootnoteId = Annotated[str, Pattern("F[1-9][0-9]{0,2}", "form4gen.footnote_id")]
"""EDGAR takes F1 to F99, and a rule says so; as with rows, there may be more here, for a filing can be split.
Source: specification 4.3.5; XSD type FID."""

ZipCode = Annotated[str, Length(10), Pattern(r"[0-9A-Za-z #-]*", "form4gen.zip_code", integer=True)]
"""Up to ten digits, letters, blanks, # and -. Source: XSD rptOwnerZipCode."""

PLACE_CODE: Final = Pattern(r"[A-Z0-9]{2}| {0,2}", "form4gen.place_code")


class PlaceList(NamedTuple):
    """Names the list that a place code is from; whether the code is on it is a rule's matter, for the lists changed."""

    name: Literal["states", "countries"]


StateCode = Annotated[str, PLACE_CODE, PlaceList("states")]
"""Two capitals or digits, or blank. Source: XSD rptOwnerState."""

CountryCode = Annotated[str, PLACE_CODE, PlaceList("countries")]
"""Two capitals or digits, or blank. Source: XSD rptOwnerCountry."""

SchemaVersion = Annotated[str, Length(5, 5)]
"""``X0609`` and its forerunners. Source: XSD type SCHEMA_VERSION."""

Symbol = Annotated[str, Length(10, 1)]
ForeignSymbol = Annotated[str, Length(14)]
Title = Annotated[str, Length(60, 1)]
Nature = Annotated[str, Length(100)]
Name = Annotated[str, Length(150)]
SignatureName = Annotated[str, Length(255, 1)]
RemarksText = Annotated[str, Length(2000)]
Text30 = Annotated[str, Length(30)]
Text40 = Annotated[str, Length(40)]
Text50 = Annotated[str, Length(50)]
AnyText = Annotated[str, Length(None)]
