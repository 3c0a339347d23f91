<?php
// An issuer's answers as PHP's SoapServer renders them: LCP_WSDL=... php -S ADDRESS serve.php
// The answers are those that capture.py expects; nothing is booked.

class Account
{
    public function transferFunds($recipient, $userid, $amount, $transactionId, $messageCounter)
    {
        if ($transactionId === 'fault') {
            throw new SoapFault('Client', 'no such thing: <a> & "b"');
        }
        return ['result' => 'success', 'fee' => '1.2'];
    }

    public function getDeposits($millisecondsWait)
    {
        $deposits = [
            ['transactionId' => ' 5 < 6 & "é" € 𝄞 ', 'amount' => '100'],
            ['transactionId' => '12345678', 'amount' => '123456789012345678.123456', 'userid' => 'bob'],
        ];
        return [
            'deposits' => ['deposit' => array_slice($deposits, 0, $millisecondsWait % 10)],
            'fee' => '0.000001',
            'balance' => '-101.2',
        ];
    }
}

$server = new SoapServer(getenv('LCP_WSDL'), ['cache_wsdl' => WSDL_CACHE_NONE]);
$server->setClass(Account::class);
$server->handle();
