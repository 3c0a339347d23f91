#!/usr/bin/perl
# A holder on SOAP::Lite: play.pl WSDL ADDRESS OPERATION NAME=VALUE... prints the answer as NAME=VALUE lines (README.md).
# The address is not used: SOAP::Lite takes it out of the WSDL, and nothing else. A userid that is not given is sent as undef.
use strict;
use warnings;
use Encode qw(decode_utf8);
use SOAP::Lite;

# SOAP::Lite calls as_TYPE for the type of each part and takes for granted that it knows the type. It knows XML Schema's own
# only; for a type that the WSDL declares it silently sends xsi:nil in place of the value. So the WSDL's types are taught here.
for my $type (qw(KeyIdentifier UserId Amount TransactionId MessageCounter)) {
    no strict 'refs';
    *{"SOAP::Serializer::as_$type"} = sub { shift->as_string(@_) };
}

sub connected {
    my ($wsdl) = @_;
    my $service = SOAP::Lite->service($wsdl);
    $service->want_som(1);
    if (my $identity = $ENV{LCP_IDENTITY}) {
        my %tls = (SSL_cert_file => $identity, SSL_key_file => $identity, SSL_ca_file => $ENV{LCP_CA});
        # The address is the WSDL's all the same: it is set anew with every call.
        $service->proxy('https://localhost/', ssl_opts => \%tls, keep_alive => 1);
    }
    # Unasked, it dies where no answer comes.
    $service->on_fault(sub { my ($soap, $answer) = @_; return ref $answer ? $answer : $soap->transport->status });
    return $service;
}

sub ask {
    my ($service, $operation, @parts) = @_;
    my %given = map { split /=/, $_, 2 } @parts;
    my @names = $operation eq 'transferFunds'
        ? qw(recipient userid amount transactionId messageCounter)
        : qw(millisecondsWait);
    my $answer = $service->$operation(@given{@names});
    if (!ref $answer) {
        print "lost=$answer\n";
        return;
    }
    if ($answer->fault) {
        print 'fault=', $answer->faultstring, "\n";
        return;
    }
    if ($operation eq 'transferFunds') {
        print 'result=', $answer->valueof('//result'), "\n";
    } else {
        for my $deposit ($answer->valueof('//deposits/deposit')) {
            print "deposit.$_=$deposit->{$_}\n" for grep { defined $deposit->{$_} } qw(transactionId amount userid);
        }
    }
    print 'fee=', $answer->valueof('//fee'), "\n";
    print 'balance=', $answer->valueof('//balance'), "\n" if $operation eq 'getDeposits';
}

binmode STDOUT, ':encoding(UTF-8)';
my ($wsdl, undef, @words) = map { decode_utf8($_) } @ARGV;
my $service = connected($wsdl);
ask($service, split /\0/) for split /\0then\0/, join "\0", @words;
