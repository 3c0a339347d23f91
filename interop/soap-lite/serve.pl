#!/usr/bin/perl
# An issuer's answers as SOAP::Lite's server renders them: serve.pl HOST PORT [qualified]
# The answers are those that capture.py expects; nothing is booked.
use strict;
use warnings;
use utf8;
use SOAP::Lite;
use SOAP::Transport::HTTP;

package Account;

sub part {
    my ($name, $type, $value) = @_;
    return SOAP::Data->name($name)->type($type)->value($value);
}

sub transferFunds {
    my ($class, $recipient, $userid, $amount, $transaction, $counter) = @_;
    die SOAP::Fault->faultcode('Client')->faultstring('no such thing: <a> & "b"') if $transaction eq 'fault';
    return part(result => string => 'success'), part(fee => decimal => '1.2');
}

sub getDeposits {
    my ($class, $wait) = @_;
    my @deposits = (
        [part(transactionId => string => ' 5 < 6 & "é" € 𝄞 '), part(amount => decimal => '100')],
        [   part(transactionId => string => '12345678'),
            part(amount => decimal => '123456789012345678.123456'),
            part(userid => string => 'bob'),
        ],
    );
    my @listed = map { SOAP::Data->name(deposit => \SOAP::Data->value(@$_)) } @deposits[0 .. $wait % 10 - 1];
    return SOAP::Data->name(deposits => \SOAP::Data->value(@listed)),
        part(fee => decimal => '0.000001'), part(balance => decimal => '-101.2');
}

# SOAP::Lite refuses an xsi:type that it does not know, such as its own holder's lcp:Amount; the text as it is will do.
package Untyped;
our @ISA = ('SOAP::Deserializer');
sub typecast { my ($self, $value) = @_; return $value }

package main;

my ($host, $port, $qualified) = @ARGV;
my $server = SOAP::Transport::HTTP::Daemon->new(LocalAddr => $host, LocalPort => $port, ReuseAddr => 1)
    ->dispatch_with({ 'http://lightweightcurrency.org' => 'Account' })
    ->deserializer(Untyped->new);
# Unasked, SOAP::Lite declares the wrapper's namespace as the default one, and so puts the parts into it too.
$server->serializer->use_default_ns(0) unless $qualified;
$server->handle;
