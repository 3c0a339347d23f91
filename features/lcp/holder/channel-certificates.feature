Feature: Whom a holder talks to
  An issuer is known by a domain name that an authority binds to its key (paper §3). The holder looks at that before it says
  anything.

  Rule: A message is sent when the certificate has been checked, and not before

    @lcp.holder.channel.checked-first
    Scenario Outline: The issuer shows <certificate>, and takes whatever comes
      Given an issuer with whom the holder has 100
      And the issuer shows "<certificate>"
      When the holder is told to pay 10 to Bob within 3 s
      Then nothing was sent
      And it does not report the payment as executed
      When the holder is asked for its deposits
      Then nothing was sent
      When the issuer shows "a good certificate"
      And the holder is configured anew
      And the holder is told to pay 20 to Carol
      Then it reports the payment as executed
      And Carol has been paid 20 once

      Examples:
        | certificate                                      |
        | a certificate of an authority that nobody trusts |
        | a certificate for another host                   |

  Rule: The certificate leads to an authority that the holder trusts

    @lcp.holder.channel.authority
    Scenario Outline: The issuer shows <certificate>
      Given an issuer with whom the holder has 100
      And the issuer shows "<certificate>"
      When the holder is told to pay 10 to Bob within 3 s
      Then nothing was sent
      When the issuer shows "a good certificate"
      And the holder is configured anew
      And the holder is told to pay 20 to Carol
      Then it reports the payment as executed
      And Carol has been paid 20 once

      Examples:
        | certificate                                                          |
        | a certificate of an authority that nobody trusts                     |
        | a certificate of another authority with the trusted authority's name |
        | a certificate that it signed itself                                  |
        | a certificate signed with the key of an ordinary certificate         |

    @lcp.holder.channel.authority
    Scenario: The issuer shows a certificate of an intermediate authority, and later another
      Given an issuer with whom the holder has 100
      And the issuer shows "a certificate of an intermediate authority"
      When the holder is told to pay 10 to Bob
      Then it reports the payment as executed
      When the issuer shows "a certificate of an authority that nobody trusts"
      And the holder is told to pay 20 to Carol within 3 s
      Then nothing was sent
      And Carol has not been paid

    @lcp.holder.channel.authority
    Scenario: Another authority vouches for the issuer, and the one before does no more
      Given an issuer with whom the holder has 100
      When the holder is told to pay 10 to Bob
      Then it reports the payment as executed
      When the holder is told of another authority of the issuer
      And the issuer shows "a certificate of the authority that it had before"
      And the holder is told to pay 20 to Carol within 3 s
      Then nothing was sent
      When the issuer shows "a good certificate"
      And the holder is configured anew
      And the holder is told to pay 5 to Dave
      Then it reports the payment as executed
      And Dave has been paid 5 once

  Rule: The certificate is for the host of the service address

    @lcp.holder.channel.name
    Scenario Outline: The issuer shows <certificate>
      Given an issuer with whom the holder has 100
      And the issuer shows "<certificate>"
      When the holder is told to pay 10 to Bob within 3 s
      Then nothing was sent
      When the issuer shows "a good certificate"
      And the holder is configured anew
      And the holder is told to pay 20 to Carol
      Then it reports the payment as executed
      And Carol has been paid 20 once

      Examples:
        | certificate                                        |
        | a certificate for another host                     |
        | a certificate for a host whose name begins like it |
        | a certificate for a host of its domain             |
        | a certificate that is for no host                  |

    @lcp.holder.channel.name
    Scenario Outline: The issuer shows a good certificate, and later <certificate>
      Given an issuer with whom the holder has 100
      When the holder is told to pay 10 to Bob
      Then it reports the payment as executed
      When the issuer shows "<certificate>"
      And the holder is told to pay 20 to Carol within 3 s
      Then nothing was sent
      When the issuer shows "a good certificate"
      And the holder is configured anew
      And the holder is told to pay 5 to Dave
      Then it reports the payment as executed

      Examples:
        | certificate                                        |
        | a certificate for another host                     |
        | a certificate for a host whose name begins like it |

  Rule: The certificate is for the issuer's domain, too

    @lcp.holder.channel.domain
    Scenario: The description names another host, whose certificate is good for that host alone
      Given an issuer whose service is at another host, with whom the holder has 100
      And the issuer shows "a certificate for the host of the service alone"
      When the holder is told to pay 10 to Bob within 3 s
      Then nothing was sent
      When the issuer shows "a good certificate"
      And the holder is configured anew
      And the holder is told to pay 20 to Carol
      Then it reports the payment as executed
      And Carol has been paid 20 once

  Rule: The certificate is valid today

    @lcp.holder.channel.validity
    Scenario Outline: The issuer shows <certificate>
      Given an issuer with whom the holder has 100
      And the issuer shows "<certificate>"
      When the holder is told to pay 10 to Bob within 3 s
      Then nothing was sent
      When the issuer shows "a good certificate"
      And the holder is configured anew
      And the holder is told to pay 20 to Carol
      Then it reports the payment as executed
      And Carol has been paid 20 once

      Examples:
        | certificate                         |
        | a certificate that has expired      |
        | a certificate that is not valid yet |

    @lcp.holder.channel.validity
    Scenario Outline: The issuer shows a good certificate, and later <certificate>
      Given an issuer with whom the holder has 100
      When the holder is told to pay 10 to Bob
      Then it reports the payment as executed
      When the issuer shows "<certificate>"
      And the holder is told to pay 20 to Carol within 3 s
      Then nothing was sent
      When the issuer shows "a good certificate"
      And the holder is configured anew
      And the holder is told to pay 5 to Dave
      Then it reports the payment as executed

      Examples:
        | certificate                         |
        | a certificate that has expired      |
        | a certificate that is not valid yet |

  Rule: The certificate is for servers

    @lcp.holder.channel.usage
    Scenario: The issuer shows a certificate that is for clients alone
      Given an issuer with whom the holder has 100
      And the issuer shows "a certificate that is for clients only"
      When the holder is told to pay 10 to Bob within 3 s
      Then nothing was sent
      When the issuer shows "a good certificate"
      And the holder is configured anew
      And the holder is told to pay 20 to Carol
      Then it reports the payment as executed
      And Carol has been paid 20 once

  Rule: The issuer proves that it has the certificate's key

    @lcp.holder.channel.possession
    Scenario Outline: Somebody shows the issuer's certificate, without its key, by TLS <version>
      Given an issuer with whom the holder has 100
      And the issuer speaks TLS <version> and nothing else
      And the issuer shows "its certificate, without having the key"
      When the holder is told to pay 10 to Bob within 3 s
      Then nothing was sent
      When the issuer shows "a good certificate"
      And the holder is configured anew
      And the holder is told to pay 20 to Carol
      Then it reports the payment as executed
      And Carol has been paid 20 once

      Examples:
        | version |
        | 1.2     |
        | 1.3     |

  Rule: An issuer without a domain is known by its key

    @lcp.holder.channel.pinned-key
    Scenario: The issuer shows any certificate with its key, and then a good one with another key
      Given an issuer that is known by its key, with whom the holder has 100
      And the issuer shows "a self-signed certificate with its key"
      When the holder is told to pay 10 to Bob
      Then it reports the payment as executed
      And Bob has been paid 10 once
      When the issuer shows "another self-signed certificate with its key"
      And the holder is told to pay 20 to Carol
      Then it reports the payment as executed
      When the issuer shows "a good certificate with another key"
      And the holder is told to pay 5 to Dave within 3 s
      Then nothing was sent
      And Dave has not been paid

    @lcp.holder.channel.pinned-key
    Scenario Outline: Somebody shows a certificate with that key, and has not the key, by TLS <version>
      Given an issuer that is known by its key, with whom the holder has 100
      And the issuer speaks TLS <version> and nothing else
      And the issuer shows "its certificate, without having the key"
      When the holder is told to pay 10 to Bob within 3 s
      Then nothing was sent
      When the issuer shows "a good certificate"
      And the holder is configured anew
      And the holder is told to pay 20 to Carol
      Then it reports the payment as executed

      Examples:
        | version |
        | 1.2     |
        | 1.3     |

  Rule: What one issuer is known by is not what another is known by

    @lcp.holder.channel.several-issuers
    Scenario: The second issuer shows a certificate of the first one's authority
      Given an issuer with whom the holder has 100
      And a second issuer with whom the holder has 50
      And the second issuer shows "a certificate of the other issuer's authority"
      When the holder is told to pay 10 to Bob at the second issuer within 3 s
      Then nothing was sent to the second issuer
      When the holder is told to pay 20 to Carol
      Then it reports the payment as executed
      And Carol has been paid 20 once
      When the second issuer shows "a good certificate"
      And the holder is configured anew at the second issuer
      And the holder is told to pay 5 to Dave at the second issuer
      Then it reports the payment as executed
      And Dave has been paid 5 once at the second issuer

    @lcp.holder.channel.several-issuers
    Scenario: The first issuer shows a certificate of the second one's authority
      Given an issuer with whom the holder has 100
      And a second issuer with whom the holder has 50
      And the issuer shows "a certificate of the other issuer's authority"
      When the holder is told to pay 10 to Bob within 3 s
      Then nothing was sent
      When the holder is told to pay 20 to Carol at the second issuer
      Then it reports the payment as executed
      And Carol has been paid 20 once at the second issuer
      When the issuer shows "a good certificate"
      And the holder is configured anew
      And the holder is told to pay 5 to Dave
      Then it reports the payment as executed
      And Dave has been paid 5 once

    @lcp.holder.channel.several-issuers
    Scenario: The second issuer shows a certificate with the first one's key
      Given an issuer that is known by its key, with whom the holder has 100
      And a second issuer that is known by its key, with whom the holder has 50
      And the second issuer shows "a good certificate with the other issuer's key"
      When the holder is told to pay 10 to Bob at the second issuer within 3 s
      Then nothing was sent to the second issuer
      When the holder is told to pay 20 to Carol
      Then it reports the payment as executed
      And Carol has been paid 20 once
      When the second issuer shows "a good certificate"
      And the holder is configured anew at the second issuer
      And the holder is told to pay 5 to Dave at the second issuer
      Then it reports the payment as executed
      And Dave has been paid 5 once at the second issuer
