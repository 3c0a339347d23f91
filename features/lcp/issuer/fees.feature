Feature: Fees
  An issuer charges what it likes for either message, and says in the answer what it took (paper §3).

  Background:
    Given Alice holds 100 Claire dollars, as she is told

  Rule: The fee that a transfer's response reports is what the payer was debited beside the amount

    @lcp.issuer.fees.reported-is-debited
    Scenario: Transfers cost what they are said to cost, whatever the connection
      When Alice sends 4 to Bob, which is executed
      And Alice sends 4 to Bob, which is executed
      Then Alice holds 92, less the fees she was told
      When Alice puts the connection down
      And Alice sends 4 to Bob, which is executed
      And Alice sends 4 to Bob, which is executed
      Then Alice holds 84, less the fees she was told
      When Alice puts the connection down and forgets the session
      And Alice sends 4 to Bob, which is executed
      And Alice sends 4 to Bob, which is executed
      Then Alice holds 76, less the fees she was told

  Rule: The fee that a deposits reply reports is what the asking holder was debited for it

    @lcp.issuer.fees.deposits-reported
    Scenario: Asking costs what it is said to cost, whatever the connection
      Then Alice holds 100, less the fees she was told
      And Alice holds 100, less the fees she was told
      When Alice puts the connection down
      Then Alice holds 100, less the fees she was told
      And Alice holds 100, less the fees she was told
      When Alice puts the connection down and forgets the session
      Then Alice holds 100, less the fees she was told
      And Alice holds 100, less the fees she was told

    @lcp.issuer.fees.deposits-reported
    Scenario: Asking costs what it is said to cost when there is something to tell
      When Alice sends 10 to Bob, which is executed
      Then Bob holds 10, less the fees he was told
      When Alice sends 10 to Bob, which is executed
      Then Bob holds 20, less the fees he was told

  Rule: A redundant transfer costs nothing again

    @lcp.issuer.fees.duplicate-free
    Scenario Outline: The message is repeated <where>
      When Alice sends 10 to Bob, which is executed
      And Alice looks at her account
      And Alice repeats the message <where>
      Then that has cost Alice nothing
      When Alice repeats the message <where>
      And Alice repeats the message <where>
      Then that has cost Alice nothing

      Examples:
        | where                    |
        | over the same connection |
        | over another connection  |
        | in another session       |

    @lcp.issuer.fees.duplicate-free
    Scenario Outline: The answer was lost, and the message is repeated <where>
      When Alice sends 10 to Bob, and the connection breaks before the answer
      And Alice looks at her account
      And Alice repeats the message <where>
      Then that has cost Alice nothing
      When Alice repeats the message <where>
      Then that has cost Alice nothing
      # Another message does cost something.
      When Alice sends 10 to Bob, which is executed

      Examples:
        | where                   |
        | over another connection |
        | in another session      |

    @lcp.issuer.fees.duplicate-free
    Scenario: A transfer that failed is repeated
      When Alice sends 1000 to Bob
      Then the transfer is not executed
      When Alice looks at her account
      And Alice repeats the message over the same connection
      And Alice repeats the message over another connection
      Then that has cost Alice nothing

  Rule: A message on a resumed session costs at most what it costs after a full handshake

    @lcp.issuer.fees.resumed-at-most-full
    Scenario: Transfers on a resumed session and after a full handshake
      When Alice sends 4 to Bob twice after a full handshake
      And Alice sends 4 to Bob twice on a resumed session
      Then nothing on the resumed session costs more than after the full handshake

    @lcp.issuer.fees.resumed-at-most-full
    Scenario: Deposits requests on a resumed session and after a full handshake
      When Alice asks twice after a full handshake
      And Alice asks twice on a resumed session
      Then nothing on the resumed session costs more than after the full handshake

  Rule: What a failed transfer costs is told, and is all that it costs

    @lcp.issuer.fees.on-failure
    Scenario: Alice sends more than she has, again and again
      When Alice sends 1000 to Bob
      Then the transfer is not executed
      When Alice sends 1000 to Bob
      Then the transfer is not executed
      And Alice holds 100, less the fees she was told
      When Alice puts the connection down
      And Alice sends 1000 to Bob
      Then the transfer is not executed
      And Alice holds 100, less the fees she was told
      When Alice sends 10 to Bob, which is executed
      Then Alice holds 90, less the fees she was told
