"""What is asked and answered in the captured messages, the same for every toolkit."""

from dataclasses import dataclass

RECIPIENT = "2A462615AF65D7E59FD53CD30605E23720DC54EB6B0A33B60DEE67515FDF9CAF"  # of spec/vectors/keys/p-256.pub.pem
AWKWARD = ' 5 < 6 & "é" € 𝄞 '
DEPOSITS = [
    {"transactionId": AWKWARD, "amount": "100"},
    {"transactionId": "12345678", "amount": "123456789012345678.123456", "userid": "bob"},
]


@dataclass
class Case:
    """One exchange: what is asked, and what every `serve.*` answers to it."""

    name: str
    operation: str
    request: dict
    response: dict
    keep_request: bool = True
    keep_response: bool = True

    def printed(self):
        """What a `play.*` prints when it understood the answer."""
        lines = []
        for name, value in self.response.items():
            if name == "deposits":
                lines += [f"deposit.{part}={said}" for deposit in value for part, said in deposit.items()]
            else:
                lines.append(f"{name}={value['string'] if name == 'fault' else value}")
        return "".join(f"{line}\n" for line in lines)


def transfer(name, response, keep_request=True, keep_response=True, **request):
    return Case(name, "transferFunds", {"recipient": RECIPIENT, **request}, response, keep_request, keep_response)


def deposits(name, count, keep_request=False):
    """A server lists as many deposits as the last digit of the wait says."""
    response = {"deposits": DEPOSITS[:count], "fee": "0.000001", "balance": "-101.2"}
    return Case(name, "getDeposits", {"millisecondsWait": str(60000 + count)}, response, keep_request)


SUCCESS = {"result": "success", "fee": "1.2"}
FAULT = {"fault": {"code": "Client", "string": 'no such thing: <a> & "b"'}}
CASES = [
    transfer("transfer-with-userid", SUCCESS, userid="bob", amount="100.5", transactionId=AWKWARD, messageCounter="0"),
    transfer(
        "transfer-without-userid",
        SUCCESS,
        amount="123456789012345678.123456",
        transactionId="12345678",
        messageCounter="9223372036854775807",
        keep_response=False,
    ),
    transfer("fault", FAULT, amount="1", transactionId="fault", messageCounter="1", keep_request=False),
    deposits("deposits-none", 0, keep_request=True),
    deposits("deposits-one", 1),
    deposits("deposits-two", 2),
]
