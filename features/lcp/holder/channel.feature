Feature: How a holder talks
  Messages go over a secure channel, on which the holder shows its own key (paper §2.3, §3; draft §1.6).

  Background:
    Given an issuer with whom the holder has 100

  Rule: Nothing before TLS 1.2 is offered, nor accepted

    @lcp.holder.channel.versions
    Scenario: What the holder offers
      When the holder is told to pay 10 to Bob
      Then it reports the payment as executed
      And no version before TLS 1.2 was offered

    @lcp.holder.channel.versions
    Scenario Outline: The issuer chooses TLS <version>
      Given the issuer speaks TLS <version> and nothing else
      When the holder is told to pay 10 to Bob within 3 s
      Then the holder has broken the handshake off
      And nothing was sent
      Given the issuer speaks TLS 1.2 and 1.3 again
      When the holder is told to pay 20 to Carol
      Then it reports the payment as executed
      And Carol has been paid 20 once

      Examples:
        | version |
        | 1.1     |
        | 1.0     |

  Rule: No message goes in clear

    @lcp.holder.channel.tls-only
    Scenario: The description has an address in clear
      Given the description names an address in clear
      When the holder is told to pay 10 to Bob within 3 s
      Then no message was sent in clear
      And it does not report the payment as executed
      When the holder is asked for its deposits, and has 3 s
      Then no message was sent in clear
      Given the description names the service address again
      When the holder is configured anew
      And the holder is told to pay 20 to Carol
      Then it reports the payment as executed
      And Carol has been paid 20 once

    @lcp.holder.channel.tls-only
    Scenario Outline: The issuer redirects to an address in clear, with status <status>
      Given the issuer redirects transfers to an address in clear, with status <status>
      When the holder is told to pay 10 to Bob within 3 s
      Then no message was sent in clear
      And it does not report the payment as executed
      Given the issuer answers as usual again
      When the holder is told to pay 20 to Carol
      Then it reports the payment as executed
      And Carol has been paid 20 once

      Examples:
        | status |
        | 302    |
        | 307    |
        | 308    |

    @lcp.holder.channel.tls-only
    Scenario Outline: The issuer redirects questions for deposits to an address in clear, with status <status>
      Given the issuer redirects questions for deposits to an address in clear, with status <status>
      When 5 is paid to the holder
      And the holder is asked for its deposits, and has 3 s
      Then no message was sent in clear
      Given the issuer answers as usual again
      When the holder is asked for its deposits
      Then it reports the deposits that were paid, each once

      Examples:
        | status |
        | 302    |
        | 307    |
        | 308    |

  Rule: Nothing is sent before a handshake has come to its end

    @lcp.holder.channel.early-data
    Scenario: The issuer's tickets allow early data
      Given the issuer's tickets allow early data
      And the issuer closes its connections after each answer
      When the holder is told to pay 10 to Bob
      And the holder is told to pay 20 to Carol
      And the holder is asked for its deposits
      Then no early data was sent
      And Bob has been paid 10 once
      And Carol has been paid 20 once

  Rule: The holder shows its own key, always the same

    @lcp.holder.channel.own-key
    Scenario: The holder comes again and again
      Given the issuer resumes no session
      And the issuer closes its connections after each answer
      When the holder is told to pay 10 to Bob
      And the holder is told to pay 20 to Carol
      And the holder is asked for its deposits
      Then the holder has shown the key that it tells, in every handshake

    @lcp.holder.channel.own-key
    Scenario Outline: The holder is <ended> and started again
      When the holder is told to pay 10 to Bob
      And the holder is <ended> and started again
      And the holder is told to pay 20 to Carol
      Then it reports the payment as executed
      And the holder tells the same key as before
      And the holder has shown the key that it tells, in every handshake

      Examples:
        | ended   |
        | stopped |
        | killed  |

    @lcp.holder.channel.own-key
    Scenario: The holder is killed before its first message
      When the holder is killed and started again
      Then the holder tells the same key as before

  Rule: Sessions are resumed

    @lcp.holder.channel.resumption
    Scenario Outline: The issuer speaks TLS <version> and closes its connections
      Given the issuer speaks TLS <version> and nothing else
      And the issuer closes its connections after each answer
      When the holder is told to pay 10 to Bob
      And the holder is told to pay 20 to Carol
      And the holder is asked for its deposits
      Then the holder has resumed a session

      Examples:
        | version |
        | 1.2     |
        | 1.3     |

  Rule: Several issuers are kept apart

    @lcp.holder.channel.several-issuers
    Scenario: One key, two currencies
      Given a second issuer with whom the holder has 50
      When the holder is told to pay 10 to Bob
      And the holder is told to pay 20 to Carol at the second issuer
      Then Bob has been paid 10 once
      And Carol has been paid 20 once at the second issuer
      When 5 is paid to the holder at the second issuer
      And the holder is asked for its deposits
      Then it reports no deposit
      And it reports a balance of 90
      When the holder is asked for its deposits at the second issuer
      Then it reports one deposit of 5
      And it reports a balance of 35
