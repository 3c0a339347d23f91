"""A holder on zeep: play.py WSDL ADDRESS OPERATION NAME=VALUE... prints the answer as NAME=VALUE lines.

The value of a part is given as the Python type that zeep itself reads it as. A userid that is not given is sent empty,
because zeep refuses to send a request without a value for every part.
"""

import sys
from decimal import Decimal

from zeep import Client
from zeep.exceptions import Fault

TYPES = {"amount": Decimal, "messageCounter": int, "millisecondsWait": int}


def main(wsdl, address, operation, *parts):
    given = dict(part.split("=", 1) for part in parts)
    values = {name: TYPES.get(name, str)(value) for name, value in given.items()}
    if operation == "transferFunds":
        values.setdefault("userid", "")
    service = Client(wsdl).create_service("{http://lightweightcurrency.org}AccountSoapBinding", address)
    try:
        answer = service[operation](**values)
    except Fault as fault:
        print(f"fault={fault.message}")
        return
    if operation == "transferFunds":
        print(f"result={answer.result}")
    else:
        for deposit in answer.deposits.deposit if answer.deposits else []:  # zeep reads an empty element as None
            print(f"deposit.transactionId={deposit.transactionId}")
            print(f"deposit.amount={deposit.amount:f}")
            if deposit.userid is not None:
                print(f"deposit.userid={deposit.userid}")
    print(f"fee={answer.fee:f}")
    if operation == "getDeposits":
        print(f"balance={answer.balance:f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
