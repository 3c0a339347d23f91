"""Validates a WSDL document with xmlschema, which nobody here wrote: against the schemas of WSDL 1.1, of its SOAP binding and
of XML Schema, and every reference in it. Broken ones must be refused, or the validation is worth nothing.

wsdl.py FILE...
"""

import sys
from pathlib import Path

from xmlschema import XMLSchemaException
from xmlschema.extras.wsdl import Wsdl11Document

# What is replaced, and by what.
BROKEN = {
    "an element that is none of WSDL's": ("<wsdl:portType name=", "<wsdl:portTipe name=", "</wsdl:portType>", "</wsdl:portTipe>"),
    "a style that is none": ('style="rpc"', 'style="verse"'),
    "a use that is none": ('use="literal"', 'use="liberal"'),
    "a message that is not there": ('input message="lcp:transferFundsRequest"', 'input message="lcp:transferFunds"'),
    "a type that is not there": ('name="amount" type="lcp:Amount"/>\n    <', 'name="amount" type="lcp:Money"/>\n    <'),
    "a base type that is not there": ('base="xsd:decimal"', 'base="xsd:money"'),
    "a port type that is not there": ('type="lcp:Account"', 'type="lcp:Bank"'),
    "a binding that is not there": ('binding="lcp:AccountSoapBinding"', 'binding="lcp:AccountBinding"'),
    "an operation that is not there": ('<wsdl:operation name="getDeposits">\n      <soap', '<wsdl:operation name="poll">\n      <soap'),
    "an address without a location": ("location=", "place="),
}


def fault_of(document):
    """Why a document is refused, or None."""
    try:
        Wsdl11Document(document)
    except (XMLSchemaException, SyntaxError) as error:
        return f"{type(error).__name__}: {error}"
    return None


def validate(document):
    """Validates one; raises SystemExit where it is refused, or a broken copy of it is not."""
    if why := fault_of(document):
        raise SystemExit(f"the description is no valid WSDL: {why}")
    for title, pairs in BROKEN.items():
        broken = document
        for old, new in zip(pairs[::2], pairs[1::2]):
            if old not in broken:
                raise SystemExit(f"wsdl.py: {old!r} is not in the document, so {title} cannot be tried")
            broken = broken.replace(old, new)
        if fault_of(broken) is None:
            raise SystemExit(f"wsdl.py: a WSDL with {title} passes for valid")
    print(f"wsdl: valid; {len(BROKEN)} broken ones refused")


if __name__ == "__main__":
    for file in sys.argv[1:]:
        validate(Path(file).read_text("utf-8"))
