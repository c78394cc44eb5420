"""A filing of an earlier schema version -> the same as today's schema has it, as far as nothing need be asked."""

from __future__ import annotations

from form4gen.filing import Address, Form4
from form4gen.lexical import Flag
from form4gen.places import COUNTRIES, UNITED_STATES


def in_todays_schema(form4: Form4) -> Form4:
    """The filing without its version, its owners' countries out of the list of states.

    Before X0609 that list held the countries and the provinces of Canada. A code of a country that is no more stays where
    it is, for only its author knows the present one; so do X1, the United States, which needs a state, and an address that
    names a country already. Source: specification v5.5, 3.6.2 and 3.6.6.
    """
    owners = tuple(owner.model_copy(update={"address": owner.address and _with_its_country(owner.address)})
                   for owner in form4.reporting_owners)
    return form4.model_copy(update={"schema_version": None, "reporting_owners": owners})


def _with_its_country(address: Address) -> Address:
    if address.state not in COUNTRIES or address.state == UNITED_STATES or address.country:
        return address
    return address.model_copy(update={"non_us_address": Flag(True), "state": None, "country": address.state})
