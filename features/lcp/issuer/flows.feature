Feature: The examples of the sources
  Alice pays Bob with Claire dollars (paper §2.4, draft §1.13) and with money.com dollars (paper §3), as it is printed.

  Rule: Claire debits Alice's account and credits Bob's (paper §2.4)

    @lcp.issuer.transfer.creates-account
    Scenario: Alice buys something from Bob with Claire dollars
      Given Alice holds 100 Claire dollars, as she is told
      And Bob has never been heard of
      When Alice sends 10 to Bob
      Then the transfer succeeds
      And Bob finds one deposit of 10
      And Alice holds 90, less the fees she was told
      And Bob holds 10, less the fees he was told

  Rule: Claire debits Alice's account by 11 and credits Bob's account by 10 (draft §1.13)

    @as-printed @lcp.issuer.transfer.creates-account @lcp.issuer.fees.reported-is-debited
    Scenario: Alice transfers 10 units of Claire's currency for a fee of 1
      Given an issuer that charges 1 for a transfer and 0 for a deposits request
      And Alice holds 100 Claire dollars, as she is told
      And Bob has never been heard of
      When Alice sends 10 to Bob
      Then the transfer succeeds, for a fee of 1
      And Alice has 89 left, and asking costs 0
      And Bob finds one deposit of 10
      And Bob holds 10, less the fees he was told

  Rule: Money.com will debit Alice's account by 101.2 units, and credit Bob's account by 100 units (paper §3)

    @as-printed @lcp.issuer.wait.either-order @lcp.issuer.transfer.exact @lcp.issuer.fees.reported-is-debited
    Scenario Outline: Alice pays before Bob asks, who <comes>
      Given an issuer that charges 1.2 for a transfer and 0 for a deposits request
      And Alice holds 200 money.com dollars
      And Bob holds 9100 money.com dollars
      When Alice puts the connection down
      And Alice sends 100 to Bob under transaction id 12345678 and message counter 3398
      Then the transfer succeeds, for a fee of 1.2
      And Alice has 98.8 left, and asking costs 0
      When Bob <comes>
      And Bob asks what has arrived, and would wait 3000 milliseconds
      Then Bob finds 100 under transaction id 12345678, for a fee of 0 and with a balance of 9200

      Examples:
        | comes                                            |
        | puts the connection down                         |
        | puts the connection down and forgets the session |

    @as-printed @lcp.issuer.wait.either-order @lcp.issuer.transfer.exact @lcp.issuer.fees.reported-is-debited
    Scenario Outline: Bob asks before Alice pays, and <comes>
      Given an issuer that charges 1.2 for a transfer and 0 for a deposits request
      And Alice holds 200 money.com dollars
      And Bob holds 9100 money.com dollars
      When Bob <comes>
      And Bob asks what has arrived, and would wait 3000 milliseconds
      And Alice puts the connection down
      And Alice sends 100 to Bob under transaction id 12345678 and message counter 3398
      Then the transfer succeeds, for a fee of 1.2
      And Bob finds 100 under transaction id 12345678, for a fee of 0 and with a balance of 9200
      And Alice has 98.8 left, and asking costs 0

      Examples:
        | comes                                            |
        | puts the connection down                         |
        | puts the connection down and forgets the session |

    @as-printed @lcp.issuer.transfer.creates-account @lcp.issuer.transfer.exact @lcp.issuer.fees.reported-is-debited
    Scenario: Money.com has no account for Bob, creates it, and sets its balance to 100
      Given an issuer that charges 1.2 for a transfer and 0 for a deposits request
      And Alice holds 200 money.com dollars
      And Bob has never been heard of
      When Alice puts the connection down
      And Alice sends 100 to Bob under transaction id 12345678 and message counter 3398
      Then the transfer succeeds, for a fee of 1.2
      And Alice has 98.8 left, and asking costs 0
      When Bob asks what has arrived, and would wait 3000 milliseconds
      Then Bob finds 100 under transaction id 12345678, for a fee of 0 and with a balance of 100

  Rule: What was spent at once is told of all the same (spec section 7)

    @lcp.issuer.deposits.none-lost @as-printed
    Scenario: Bob spends all that he has before he asks what it was
      Given an issuer that charges 1 for a transfer and 0 for a deposits request
      And Alice holds 100 Claire dollars
      And Bob has never been heard of
      When Alice sends 11 to Bob
      And Bob sends 10 to Carol
      Then the transfer succeeds
      And Bob finds one deposit of 11
