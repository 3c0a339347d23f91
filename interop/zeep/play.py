"""A holder on zeep: play.py WSDL ADDRESS OPERATION NAME=VALUE... prints the answer as NAME=VALUE lines (README.md).

The value of a part is given as the Python type that zeep itself reads it as. A userid that is not given is sent empty,
because zeep refuses to send a request without a value for every part.
"""

import os
import sys
from decimal import Decimal

import requests
from zeep import Client
from zeep.exceptions import Fault, TransportError
from zeep.transports import Transport

TYPES = {"amount": Decimal, "messageCounter": int, "millisecondsWait": int}
LONGEST = 120  # seconds


def connect(wsdl, address):
    session = requests.Session()
    session.trust_env = False  # or a variable that names other authorities goes before
    session.cert = os.environ.get("LCP_IDENTITY")
    session.verify = os.environ.get("LCP_CA", True)
    client = Client(wsdl, transport=Transport(session=session, operation_timeout=LONGEST))
    if address == "-":
        return client.service
    return client.create_service("{http://lightweightcurrency.org}AccountSoapBinding", address)


def ask(service, operation, parts):
    given = dict(part.split("=", 1) for part in parts)
    values = {name: TYPES.get(name, str)(value) for name, value in given.items()}
    if operation == "transferFunds":
        values.setdefault("userid", "")
    try:
        answer = service[operation](**values)
    except Fault as fault:
        print(f"fault={fault.message}")
        return
    except (requests.ConnectionError, TransportError) as error:
        print(f"lost={error}")
        return
    if operation == "transferFunds":
        print(f"result={answer.result}")
    else:
        for deposit in answer.deposits.deposit if answer.deposits else []:  # zeep reads an empty element as None
            print(f"deposit.transactionId={deposit.transactionId or ''}")
            print(f"deposit.amount={deposit.amount:f}")
            if deposit.userid is not None:
                print(f"deposit.userid={deposit.userid}")
    print(f"fee={answer.fee:f}")
    if operation == "getDeposits":
        print(f"balance={answer.balance:f}")


def main(wsdl, address, *words):
    service = connect(wsdl, address)
    requests_of = [group.split("\0") for group in "\0".join(words).split("\0then\0")]
    for operation, *parts in requests_of:
        ask(service, operation, parts)


if __name__ == "__main__":
    main(*sys.argv[1:])
