// An issuer's answers as gSOAP's server renders them: serve HOST PORT
// The answers are those that capture.py expects; nothing is booked.

#include <cstdlib>

#include "AccountSoapBinding.nsmap"
#include "soapAccountSoapBindingService.h"

int AccountSoapBindingService::transferFunds(const std::string &, const std::string &, const std::string &,
                                             const std::string &transactionId, LONG64, ns1__transferFundsResponse &answer) {
    if (transactionId == "fault")
        return soap_senderfault("no such thing: <a> & \"b\"", NULL);
    answer.result = "success";
    answer.fee = "1.2";
    return SOAP_OK;
}

int AccountSoapBindingService::getDeposits(unsigned millisecondsWait, ns1__getDepositsResponse &answer) {
    answer.deposits = soap_new_ns1__Deposits(soap);
    if (millisecondsWait % 10 > 0)
        answer.deposits->deposit.push_back(soap_new_req_ns1__Deposit(soap, " 5 < 6 & \"é\" € 𝄞 ", "100"));
    if (millisecondsWait % 10 > 1) {
        std::string *userid = soap_new_std__string(soap);
        *userid = "bob";
        answer.deposits->deposit.push_back(soap_new_set_ns1__Deposit(soap, "12345678", "123456789012345678.123456", userid));
    }
    answer.fee = "0.000001";
    answer.balance = "-101.2";
    return SOAP_OK;
}

int main(int argc, char **argv) {
    if (argc < 3)
        return 2;
    AccountSoapBindingService issuer(SOAP_C_UTFSTRING);
    issuer.soap->bind_flags = SO_REUSEADDR;
    if (!soap_valid_socket(issuer.bind(argv[1], std::atoi(argv[2]), 8)))
        return 1;
    while (soap_valid_socket(issuer.accept())) {
        issuer.serve();
        issuer.destroy();
    }
}
