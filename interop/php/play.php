<?php
// A holder on PHP's SoapClient: play.php WSDL ADDRESS OPERATION NAME=VALUE... prints the answer as NAME=VALUE lines (README.md).
// A userid that is not given is sent as null.

function connect($wsdl, $address)
{
    $options = [
        'cache_wsdl' => WSDL_CACHE_NONE,
        'features' => SOAP_SINGLE_ELEMENT_ARRAYS, // otherwise one deposit is no list
    ];
    if ($address !== '-') {
        $options['location'] = $address;
    }
    if (getenv('LCP_IDENTITY')) {
        $tls = ['local_cert' => getenv('LCP_IDENTITY'), 'cafile' => getenv('LCP_CA')];
        $options['stream_context'] = stream_context_create(['ssl' => $tls]);
    }
    return new SoapClient($wsdl, $options);
}

function ask($client, $operation, $words)
{
    $given = [];
    foreach ($words as $part) {
        [$name, $value] = explode('=', $part, 2);
        $given[$name] = $value;
    }
    $parts = $operation === 'transferFunds'
        ? ['recipient', 'userid', 'amount', 'transactionId', 'messageCounter']
        : ['millisecondsWait'];
    $values = array_map(fn ($name) => $given[$name] ?? null, $parts);
    try {
        $answer = $client->__soapCall($operation, $values);
    } catch (SoapFault $fault) {
        // PHP makes Faults of its own where the connection fails; their code is HTTP.
        echo $fault->faultcode === 'HTTP' ? 'lost' : 'fault', "=$fault->faultstring\n";
        return;
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
}

ini_set('default_socket_timeout', '120');
$client = connect($argv[1], $argv[2]);
foreach (explode("\0then\0", implode("\0", array_slice($argv, 3))) as $request) {
    $words = explode("\0", $request);
    ask($client, array_shift($words), $words);
}
