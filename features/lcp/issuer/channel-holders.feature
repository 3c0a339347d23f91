Feature: Holders and their keys
  Holders use "unsigned or self-signed public keys" (paper §3). A holder is its key, and nothing else that it shows means anything.

  Background:
    Given Alice holds 100 Claire dollars

  Rule: Keys of these kinds are accepted, and money is found under the identifier of the key

    Scenario Outline: Bob has a key of the kind <kind>
      Given Bob's key is <kind>
      Then Bob is served as Carol is
      When Alice sends 40 to Bob
      Then Bob finds 40 under the identifier of that key
      When Bob sends 10 to Carol
      Then the transfer succeeds
      And Bob holds 30, less the fees he was told

      @lcp.issuer.channel.p-256 @lcp.issuer.channel.key-identifier
      Examples:
        | kind  |
        | P-256 |

      @lcp.issuer.channel.rsa-2048 @lcp.issuer.channel.key-identifier
      Examples:
        | kind     |
        | RSA-2048 |

      @lcp.issuer.channel.ed25519 @lcp.issuer.channel.key-identifier
      Examples:
        | kind    |
        | Ed25519 |

    Scenario Outline: Bob's key is <kind>, and he speaks TLS 1.2
      Given Bob's key is <kind>
      And Bob speaks TLS 1.2 and nothing newer
      Then Bob is served as Carol is
      When Alice sends 40 to Bob
      Then Bob finds one deposit of 40

      @lcp.issuer.channel.rsa-2048
      Examples:
        | kind     |
        | RSA-2048 |

      @lcp.issuer.channel.ed25519
      Examples:
        | kind    |
        | Ed25519 |

  Rule: A holder needs no authority

    @lcp.issuer.channel.self-signed-accepted
    Scenario: Carol's certificate is signed by an authority, Bob has signed his himself
      Given Carol shows a certificate "signed by an authority"
      Then Bob is served as Carol is
      When Alice sends 40 to Bob
      Then Bob finds one deposit of 40
      When Bob sends 10 to Carol
      Then the transfer succeeds
      And Carol finds one deposit of 10

    @lcp.issuer.channel.self-signed-accepted
    Scenario Outline: Bob shows a certificate <which>
      Given Bob shows a certificate "<which>"
      Then Bob is served as Carol is
      When Alice sends 40 to Bob
      Then Bob finds one deposit of 40
      When Bob sends 10 to Carol
      Then the transfer succeeds

      Examples:
        | which                           |
        | as `openssl req -x509` makes it |
        | for a domain                    |

  Rule: The same key in another certificate is the same account

    @lcp.issuer.channel.same-key-same-account
    Scenario: Alice makes herself another certificate
      Given Alice shows another certificate of the same key
      Then Alice is served as Carol is
      And Alice holds 100, less the fees she was told
      When Alice sends 10 to Bob
      Then the transfer succeeds
      And Bob finds one deposit of 10
      Given Alice shows her usual certificate again
      Then Alice holds 90, less the fees she was told

  Rule: Name, serial number and validity mean nothing

    @lcp.issuer.channel.certificate-fields
    Scenario Outline: Bob shows a certificate <which>
      Given Bob shows a certificate "<which>"
      Then Bob is served as Carol is
      When Alice sends 40 to Bob
      Then Bob finds one deposit of 40
      When Bob sends 10 to Carol
      Then the transfer succeeds
      And Bob holds 30, less the fees he was told

      Examples:
        | which                               |
        | that expired in 1999                |
        | that is not valid before 2999       |
        | without a name                      |
        | with a hostile name                 |
        | with a serial number of forty bytes |

    @lcp.issuer.channel.certificate-fields
    Scenario: Bob and Carol can be told apart by nothing but their keys
      Given Bob and Carol show certificates with the same name, serial number and validity
      When Alice sends 40 to Bob
      And Alice sends 20 to Carol
      Then Bob finds one deposit of 40
      And Carol finds one deposit of 20
      When Bob sends 10 to Dora
      Then the transfer succeeds
      And Bob holds 30, less the fees he was told
      And Carol holds 20, less the fees she was told

  Rule: Certificates that stock libraries refuse are taken for their key

    @lcp.issuer.channel.unusual-certificates
    Scenario Outline: Bob shows a certificate <which>
      Given Bob shows a certificate "<which>"
      Then Bob is served as Carol is
      When Alice sends 40 to Bob
      Then Bob finds one deposit of 40
      When Bob sends 10 to Carol
      Then the transfer succeeds

      Examples:
        | which                                       |
        | of X.509 version 1                          |
        | with a critical extension that nobody knows |
        | whose signature does not verify             |
        | for servers only                            |
        | for signing certificates only               |

  Rule: Of a chain, the first certificate's key counts

    @lcp.issuer.channel.first-certificate
    Scenario: Mallory shows Alice's certificate behind her own
      Given Mallory shows her own certificate, and Alice's behind it
      Then Mallory is served as Carol is
      When Alice sends 40 to Mallory
      Then Mallory finds one deposit of 40
      When Mallory sends 10 to Bob
      Then the transfer succeeds
      And Mallory holds 30, less the fees she was told
      And Alice holds 60, less the fees she was told

    @lcp.issuer.channel.first-certificate
    Scenario: Mallory shows Alice's certificate behind her own, and comes back
      Given Mallory shows her own certificate, and Alice's behind it
      When Alice sends 40 to Mallory
      Then Mallory finds one deposit of 40
      When Mallory comes back over new connections until her session is resumed
      Then Mallory holds 40, less the fees she was told
      When Mallory sends 10 to Bob
      Then the transfer succeeds
      And Mallory holds 30, less the fees she was told
      And Alice holds 60, less the fees she was told

  Rule: A raw public key is the same holder as a certificate of that key

    @lcp.issuer.channel.raw-public-keys
    Scenario: Bob shows his key without a certificate
      Given Bob shows the key without a certificate
      Then Bob is served as Carol is
      When Alice sends 40 to Bob
      Then Bob finds one deposit of 40
      When Bob sends 10 to Carol
      Then the transfer succeeds
      Given Bob shows his usual certificate again
      Then Bob holds 30, less the fees he was told
