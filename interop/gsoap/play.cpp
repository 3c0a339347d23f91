// A holder on gSOAP: play WSDL ADDRESS OPERATION NAME=VALUE... prints the answer as NAME=VALUE lines.
// The WSDL is not read: gSOAP compiled it in. A userid that is not given is sent empty, since gSOAP knows no absent parts.

#include <cstring>
#include <iostream>
#include <map>
#include <string>

#include "AccountSoapBinding.nsmap"
#include "soapAccountSoapBindingProxy.h"

static int transfer(AccountSoapBindingProxy &issuer, std::map<std::string, std::string> &given) {
    ns1__transferFundsResponse answer;
    if (issuer.transferFunds(given["recipient"], given["userid"], given["amount"], given["transactionId"],
                             std::stoll(given["messageCounter"]), answer))
        return issuer.soap->error;
    std::cout << "result=" << answer.result << "\nfee=" << answer.fee << "\n";
    return SOAP_OK;
}

static int deposits(AccountSoapBindingProxy &issuer, std::map<std::string, std::string> &given) {
    ns1__getDepositsResponse answer;
    if (issuer.getDeposits(std::stoul(given["millisecondsWait"]), answer))
        return issuer.soap->error;
    for (const ns1__Deposit *deposit : answer.deposits->deposit) {
        std::cout << "deposit.transactionId=" << deposit->transactionId << "\ndeposit.amount=" << deposit->amount << "\n";
        if (deposit->userid)
            std::cout << "deposit.userid=" << *deposit->userid << "\n";
    }
    std::cout << "fee=" << answer.fee << "\nbalance=" << answer.balance << "\n";
    return SOAP_OK;
}

int main(int argc, char **argv) {
    if (argc < 4)
        return 2;
    std::map<std::string, std::string> given;
    for (char **part = argv + 4; *part; part++) {
        char *value = std::strchr(*part, '=');
        if (!value)
            return 2;
        given[std::string(*part, value)] = value + 1;
    }
    // without SOAP_C_UTFSTRING gSOAP takes each byte of a string for a character
    AccountSoapBindingProxy issuer(argv[2], SOAP_C_UTFSTRING);
    bool is_transfer = !std::strcmp(argv[3], "transferFunds");
    if (is_transfer ? transfer(issuer, given) : deposits(issuer, given)) {
        const char *text = issuer.soap_fault_string();
        std::cout << "fault=" << (text ? text : "") << "\n";
    }
    issuer.destroy();
}
