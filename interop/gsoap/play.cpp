// A holder on gSOAP: play WSDL ADDRESS OPERATION NAME=VALUE... prints the answer as NAME=VALUE lines (README.md).
// The WSDL is not read: gSOAP compiled it in. A userid that is not given is sent empty, since gSOAP knows no absent parts.

#include <csignal>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <map>
#include <string>

#include "AccountSoapBinding.nsmap"
#include "soapAccountSoapBindingProxy.h"

using Parts = std::map<std::string, std::string>;

static int transfer(AccountSoapBindingProxy &issuer, Parts &given) {
    ns1__transferFundsResponse answer;
    if (issuer.transferFunds(given["recipient"], given["userid"], given["amount"], given["transactionId"],
                             std::stoll(given["messageCounter"]), answer))
        return issuer.soap->error;
    std::cout << "result=" << answer.result << "\nfee=" << answer.fee << "\n";
    return SOAP_OK;
}

static int deposits(AccountSoapBindingProxy &issuer, Parts &given) {
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

static void ask(AccountSoapBindingProxy &issuer, const std::string &operation, Parts &given) {
    int error = operation == "transferFunds" ? transfer(issuer, given) : deposits(issuer, given);
    if (error) {
        const char *text = issuer.soap_fault_string();
        bool is_lost = soap_tcp_error_check(error) || soap_ssl_error_check(error);
        const char *kind = soap_soap_error_check(error) ? "fault" : is_lost ? "lost" : "unread";
        std::cout << kind << "=" << (text ? text : "") << "\n";
    }
    issuer.destroy();
}

int main(int argc, char **argv) {
    if (argc < 4)
        return 2;
    // without SOAP_C_UTFSTRING gSOAP takes each byte of a string for a character
    AccountSoapBindingProxy issuer(SOAP_C_UTFSTRING);
    if (std::strcmp(argv[2], "-"))
        issuer.soap_endpoint = argv[2];
#ifdef WITH_OPENSSL
    std::signal(SIGPIPE, SIG_IGN); // OpenSSL's writes raise it where the connection is gone
    if (const char *identity = std::getenv("LCP_IDENTITY"))
        if (soap_ssl_client_context(issuer.soap, SOAP_SSL_DEFAULT, identity, NULL, std::getenv("LCP_CA"), NULL, NULL)) {
            issuer.soap_stream_fault(std::cerr);
            return 1;
        }
#endif
    for (char **word = argv + 3; *word;) {
        std::string operation = *word++;
        Parts given;
        for (; *word && std::strcmp(*word, "then"); word++) {
            char *value = std::strchr(*word, '=');
            if (!value)
                return 2;
            given[std::string(*word, value)] = value + 1;
        }
        if (*word)
            word++;
        ask(issuer, operation, given);
    }
}
