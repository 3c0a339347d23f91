"""Checks spec/vectors/amounts.toml against two implementations that nobody here wrote.

libxml2 says what an xs:decimal is, and judges the amounts against the types of spec/wsdl/lcp.wsdl itself; Python's decimal
knows the values. Prints every disagreement and exits with 1 if there is one.
"""

import sys
import tomllib
from decimal import Context, Decimal
from pathlib import Path

from lxml import etree

SPEC = Path(__file__).resolve().parent.parent / "spec"
XSD = "{http://www.w3.org/2001/XMLSchema}"
EXACT = Context(prec=100)


def validator(type_name):
    """What tells whether a text is of `type_name`, which is "xsd:..." or a type of the WSDL, "lcp:..."."""
    schema = etree.parse(SPEC / "wsdl" / "lcp.wsdl").find(f".//{XSD}schema")
    etree.SubElement(schema, f"{XSD}element", name="value", type=type_name)
    compiled = etree.XMLSchema(etree.fromstring(etree.tostring(schema)))  # by way of text: keeps the WSDL's prefixes

    def is_valid(text):
        document = etree.Element("{http://lightweightcurrency.org}value")
        document.text = text
        return compiled.validate(document)

    return is_valid


IS_DECIMAL = validator("xsd:decimal")
IS_BALANCE = validator("lcp:Balance")  # has the bound on fraction digits only
IS_AMOUNT = validator("lcp:Amount")  # is positive too


def verdict(text):
    """The verdict on `text` and, of a valid one, its canonical form."""
    if not IS_DECIMAL(text):
        return "not-decimal", None
    value = EXACT.create_decimal(text.strip(" \t\r\n"))
    if abs(value) >= Decimal(10) ** 18:
        return "too-many-integer-digits", None
    if not IS_BALANCE(text):
        return "too-many-fraction-digits", None
    if IS_AMOUNT(text) != (value > 0):
        raise AssertionError(f"lcp:Amount disagrees with the other types about {text!r}")
    return "valid", canonical(value)


def canonical(value):
    digits = format(value, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return digits.removeprefix("-") if value == 0 else digits


def main():
    amounts = tomllib.loads((SPEC / "vectors" / "amounts.toml").read_text())["amount"]
    wrong = 0
    for amount in amounts:
        expected = amount["verdict"], amount.get("canonical")
        if (actual := verdict(amount["text"])) != expected:
            print(f"{amount['text']!r}: the file says {expected}, libxml2 and decimal say {actual}")
            wrong += 1
    print(f"amounts: {len(amounts)} checked, {wrong} wrong")
    return wrong > 0


if __name__ == "__main__":
    sys.exit(main())
