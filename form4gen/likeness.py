"""Whether the workers of a cluster are alike: the same programs, the same pages, the same files in sight.

Versions alone do not make a page: fonts, Pango, HarfBuzz, and the libraries that write the PDF decide its bytes too. So
each worker draws one page of an invented filing, and the digests are compared.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import platform
import threading
from collections.abc import Callable, Mapping
from functools import cache
from importlib.metadata import version
from typing import Any, Final, NamedTuple

from distributed import Client

from form4gen.engines import demand, to_pdf
from form4gen.missing_engine import NoEngineError
from form4gen.plugins import plugins_kept_out
from form4gen.printing import ENGINE_NAMES, Engine, Printing
from form4gen.reading import read_unjudged
from form4gen.remote_storage import demand_place
from form4gen.sources import scheme_of

ONE_AT_A_TIME: Final = threading.Lock()
"""What draws a page does not bear two threads, and a file's permissions are got from the whole process."""
LOOKING: Final = 120.0
"""Seconds that a worker may take for its imports, its fonts and one page, with many others that do the same on one disk."""
_PACKAGES: Final = {"form4gen": "form4gen", "Dask": "distributed"}
_FILING: Final = r"""
form: 4
issuer: {cik: 0000012345, name: EXAMPLE CORP, trading_symbol: XMPL}
reporting_owners:
  - name: DOE JANE
    cik: 0009999901
    address: {street1: C/O EXAMPLE CORP, street2: 1 MAIN STREET, city: SPRINGFIELD, state: IL, zip_code: 62701}
    relationship: {is_director: true, is_officer: true, officer_title: Chief Quiz & Vexing Officer}
under_10b5_1_plan: false
non_derivative_table:
  - security_title: Common Stock
    transaction_date: 2026-06-10
    code: G [all]
    shares: 1200
    acquired_disposed: D
    price_per_share: 0
    shares_owned_following: 1345678.9
    ownership: direct
footnotes:
  all: >-
    The quick brown fox jumps over the lazy dog; THE QUICK BROWN FOX JUMPS OVER THE LAZY DOG, 0123456789 times
    (AVATAR, To, fi, fl, ffi) !"#$%&'()*+,-./:;<=>?@[\]^_`{|}~
signatures:
  - {name: /s/ Jane Doe, date: 2026-06-11}
"""
"""An invented filing with every letter that EDGAR takes, and some pairs that a font may set in its own way."""


class ClusterError(Exception):
    """The cluster cannot be worked with; the message says why and what to do."""


class Likeness(NamedTuple):
    """What must be the same on every worker: its programs, the digest of its page if it draws any; what it does not see."""

    programs: str
    page: str | None
    unseen: str | None = None


@cache
def programs(engine: Engine | None) -> str:
    """The programs that must be the same everywhere, with their versions."""
    python = ".".join(platform.python_version_tuple()[:2])
    drawing = {ENGINE_NAMES[engine]: engine} if engine else {}
    packages = ", ".join(f"{name} {version(package)}" for name, package in (_PACKAGES | drawing).items())
    return f"{packages}, Python {python}"


@cache
@plugins_kept_out()
def page(engine: Engine | None) -> str | None:
    """The SHA-256 of an invented filing's PDF, on which hangs what versions do not tell. Raises ``NoEngineError``."""
    if engine is None:
        return None
    demand(engine)
    form4 = read_unjudged(_FILING.encode()).form4
    assert form4 is not None
    return hashlib.sha256(to_pdf(form4, Printing(engine=engine))).hexdigest()


def demand_alike(client: Client, engine: Engine | None, places: tuple[str, ...], patience: float) -> str | None:
    """The digest of the page that all workers draw, and this machine too if it can draw.

    ``places``: what each of them must see. ``patience``: seconds that one may take to say that it is there. Raises
    ``ClusterError`` where a worker does not answer or is not like the rest.
    """
    for worker, answer in _asked(client, patience, os.getpid).items():
        if isinstance(answer, TimeoutError):
            raise ClusterError(f"the worker {worker} does not answer within {patience:g} seconds: it stands still, or a "
                               "firewall is between it and the scheduler; end it, or start it anew")
    others, whose = _page_here(engine), "you draw"
    for worker, found in _asked(client, LOOKING, likeness, engine, places).items():
        _demand_like(worker, found, engine)
        if found.page != (others or found.page):
            raise ClusterError(f"the worker {worker} draws other pages than {whose}, with the same programs; install the "
                               "same fonts, Pango, HarfBuzz and Python packages on all")
        if others is None:
            others, whose = found.page, f"the worker {worker}"
    return others


async def likeness(engine: Engine | None, places: tuple[str, ...]) -> Likeness:
    """On a worker: what it is like. It goes on answering others meanwhile. Raises ``NoEngineError``."""
    return await asyncio.to_thread(_likeness, engine, places)


def _likeness(engine: Engine | None, places: tuple[str, ...]) -> Likeness:
    with ONE_AT_A_TIME:
        return Likeness(programs(engine), page(engine), next(filter(None, map(_unseen, places)), None))


def _unseen(place: str) -> str | None:
    """Why a place is not seen, if so: a path of this machine, or a URL."""
    if scheme_of(place) is None:
        return None if os.path.exists(place) else f"does not see {place}; all machines need the same disk at the same " \
            "place, or s3:// for sources and outputs"
    try:
        demand_place(place)
    except OSError as error:
        return f"cannot look at {place}: {error.strerror}"
    return None


def _page_here(engine: Engine | None) -> str | None:
    """The page's digest on this machine; None where nothing is drawn, or only workers can."""
    try:
        return page(engine)
    except NoEngineError:
        return None


def _demand_like(worker: str, found: Likeness | BaseException, engine: Engine | None) -> None:
    if isinstance(found, TimeoutError):
        raise ClusterError(f"the worker {worker} has not made ready within {LOOKING:g} seconds; end it, or start it anew")
    if isinstance(found, BaseException):
        raise ClusterError(f"the worker {worker} cannot run form4gen: {first_line(found)}")
    if found.programs != programs(engine):
        raise ClusterError(f"the worker {worker} has {found.programs}, and you have {programs(engine)}; install the same "
                           "on all")
    if found.unseen:
        raise ClusterError(f"the worker {worker} {found.unseen}")


def _asked(client: Client, seconds: float, function: Callable[..., Any], *arguments: object) -> Mapping[str, Any]:
    """What a function gives on each worker, or what it raises there; ``TimeoutError`` of one that gives nothing in time."""

    async def asked(worker: str) -> Any:
        try:
            answers = await asyncio.wait_for(client.run(function, *arguments, workers=[worker], on_error="return"), seconds)
        except TimeoutError as error:
            return error
        return answers[worker]

    async def asked_together(workers: list[str]) -> list[Any]:
        return await asyncio.gather(*map(asked, workers))

    workers = list(client.nthreads())
    return dict(zip(workers, client.sync(asked_together, workers), strict=True))


def first_line(error: BaseException) -> str:
    lines = str(error).splitlines()
    return f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__
