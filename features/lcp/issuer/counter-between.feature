Feature: Between a message and its copy
  Whatever is asked meanwhile, and whatever became of it, the message that was executed is not executed again (spec/lcp.md,
  section 6).

  Background:
    Given Alice holds 100 Claire dollars
    And Bob holds 100 Claire dollars

  Rule: What is refused under a used counter does not make it free

    @lcp.issuer.counter.at-most-once
    Scenario: The message itself comes again, behind another under its counter
      When Alice sends 10 to Bob
      And Alice sends the same message again, with another amount
      And Alice's first message arrives once more
      Then Bob finds one deposit of 10
      And Alice holds 90, less the fees she was told

    @lcp.issuer.counter.altered
    Scenario: What did not fit under the counter comes twice
      When Alice sends 10 to Bob under message counter 951
      Then Bob finds one deposit of 10
      When Alice sends 20 to Bob under message counter 951
      And Alice sends 20 to Bob under message counter 951
      Then Bob finds no deposit
      And Alice holds 90, less the fees she was told

    @lcp.issuer.counter.at-most-once
    Scenario Outline: The message comes again, behind one with the counter "<counter>"
      When Alice sends 10 to Bob
      And Alice sends 5 to Bob under the message counter "<counter>"
      And Alice's first message arrives once more
      Then Bob has been told of "10" in all, each once
      And Alice holds 90, less the fees she was told

      Examples:
        | counter |
        | two     |
        | -1      |

    @lcp.issuer.counter.at-most-once
    Scenario: The message comes again, behind a request that is no XML
      When Alice sends 10 to Bob
      And Alice sends 10 to Bob in a request with "tags that do not match"
      And Alice's first message arrives once more
      Then Bob finds one deposit of 10
      And Alice holds 90, less the fees she was told

    @lcp.issuer.counter.at-most-once
    Scenario: Copies of two messages come, the first one's first
      When Alice sends 10 to Bob
      And Alice sends 20 to Bob
      And Alice's first message arrives once more
      And Alice repeats the message over another connection
      Then Bob has been told of "10 and 20" in all, each once
      And Alice holds 70, less the fees she was told

  Rule: No transfer is so special that its counter is not recorded

    @lcp.issuer.counter.at-most-once
    Scenario: Alice's message to herself comes twice
      When Alice sends 10 to Alice
      And Alice sends the same message again over a new connection
      Then Alice finds one deposit of 10
      And Alice holds 100, less the fees she was told

    @lcp.issuer.counter.at-most-once @as-printed
    Scenario: Alice's message to the issuer comes twice
      When Alice sends 0.000001 to the issuer
      Then the transfer succeeds
      When Alice sends the same message again over a new connection
      Then Alice holds 99.999999, less the fees she was told

    @lcp.issuer.counter.at-most-once
    Scenario: A message comes twice whose recipient was waiting
      When Bob asks, and will wait 2000 ms
      And Alice sends 10 to Bob
      And Alice sends the same message again over a new connection
      Then Bob has been told of "10" in all, each once
      And Alice holds 90, less the fees she was told

    @lcp.issuer.counter.at-most-once
    Scenario: The message under counter 0 comes twice
      When Alice sends 10 to Bob under message counter 0
      And Alice sends the same message again over a new connection
      Then Bob finds one deposit of 10
      And Alice holds 90, less the fees she was told

  Rule: A failure counts, whatever its cause

    @lcp.issuer.counter.lower
    Scenario: A counter is overtaken by a transfer that failed
      When Alice sends 10 to Bob under message counter 950
      Then Bob finds one deposit of 10
      When Alice sends 120 to Bob under message counter 955
      Then the transfer fails for good
      When Alice sends 20 to Bob under message counter 952
      And Alice's first message arrives once more
      Then Bob finds no deposit
      And Alice holds 90, less the fees she was told
      When Alice sends 20 to Bob
      Then the transfer succeeds

    @lcp.issuer.counter.altered
    Scenario: The recipient was none, and the counter comes with one that is
      When Alice sends 10 to Bob, whose key is written "without its last digit"
      Then the transfer fails for good
      When Alice sends the same message again, with another recipient
      Then Bob finds no deposit
      And Alice holds 100, less the fees she was told

    @lcp.issuer.counter.altered
    Scenario: The transaction id was too long, and the counter comes with a short one
      When Alice sends 10 to Bob with a transaction id of 257 letters
      Then the transfer fails for good
      When Alice sends the same message again, with another transaction-id
      Then Bob finds no deposit
      And Alice holds 100, less the fees she was told

    @lcp.issuer.counter.altered
    Scenario: The amount was none, and the counter comes with one that is
      When Alice sends the amount "0" to Bob
      Then the transfer fails for good
      When Alice sends the same message again, with another amount
      Then Bob finds no deposit
      And Alice holds 100, less the fees she was told

  Rule: Wherever the holder comes from, and whatever it shows, its counter is the same

    @lcp.issuer.counter.outlives-connection
    Scenario: Alice comes from another address
      When Alice sends 10 to Bob under message counter 943
      Then Bob finds one deposit of 10
      Given Alice comes by way of somebody who forwards what she sends
      When Alice sends 20 to Bob under message counter 943
      Then Bob finds no deposit
      And Alice holds 90, less the fees she was told

    @lcp.issuer.counter.outlives-connection
    Scenario: Alice shows another certificate
      When Alice sends 10 to Bob under message counter 943
      Then Bob finds one deposit of 10
      Given Alice shows another certificate of the same key
      When Alice sends 20 to Bob under message counter 943
      Then Bob finds no deposit
      And Alice holds 90, less the fees she was told

    @lcp.issuer.counter.outlives-connection
    Scenario: Alice shows her key alone
      When Alice sends 10 to Bob under message counter 943
      Then Bob finds one deposit of 10
      Given Alice shows the key without a certificate
      When Alice sends 20 to Bob under message counter 943
      Then Bob finds no deposit
      And Alice holds 90, less the fees she was told

    @lcp.issuer.counter.outlives-connection
    Scenario: Alice speaks another version of TLS
      Given Alice speaks TLS 1.3 and nothing else
      When Alice sends 10 to Bob under message counter 943
      Then Bob finds one deposit of 10
      Given Alice speaks TLS 1.2 and nothing else
      When Alice sends 20 to Bob under message counter 943
      Then Bob finds no deposit
      And Alice holds 90, less the fees she was told
