<?php
// A holder on PHP's SoapClient: play.php WSDL ADDRESS OPERATION NAME=VALUE... prints the answer as NAME=VALUE lines.
// A userid that is not given is sent as null.

[, $wsdl, $address, $operation] = $argv;
$given = [];
foreach (array_slice($argv, 4) as $part) {
    [$name, $value] = explode('=', $part, 2);
    $given[$name] = $value;
}
$parts = $operation === 'transferFunds'
    ? ['recipient', 'userid', 'amount', 'transactionId', 'messageCounter']
    : ['millisecondsWait'];
$values = array_map(fn ($name) => $given[$name] ?? null, $parts);

$client = new SoapClient($wsdl, [
    'location' => $address,
    'cache_wsdl' => WSDL_CACHE_NONE,
    'features' => SOAP_SINGLE_ELEMENT_ARRAYS, // otherwise one deposit is no list
]);
try {
    $answer = $client->__soapCall($operation, $values);
} catch (SoapFault $fault) {
    echo "fault=$fault->faultstring\n";
    exit;
}
if ($operation === 'transferFunds') {
    echo "result={$answer['result']}\n";
} else {
    foreach ($answer['deposits']->deposit ?? [] as $deposit) {
        echo "deposit.transactionId=$deposit->transactionId\ndeposit.amount=$deposit->amount\n";
        if (isset($deposit->userid)) {
            echo "deposit.userid=$deposit->userid\n";
        }
    }
}
echo "fee={$answer['fee']}\n";
if ($operation === 'getDeposits') {
    echo "balance={$answer['balance']}\n";
}
