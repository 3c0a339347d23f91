Feature: Restart
  Money that a crash takes was never held: balances, counters with their outcomes, and deposits outlive the issuer's process
  (spec section 10).

  Background:
    Given an issuer that may be killed and started again
    And Alice holds 100 Claire dollars
    And Bob holds 100 Claire dollars

  Rule: Every transfer that was answered with success is in the balances, and none in one of them alone

    @lcp.issuer.endurance.balances-survive
    Scenario: Alice has paid Bob when the issuer crashes
      When Alice sends 10 to Bob
      Then the transfer succeeds
      When the issuer crashes, and is started again
      Then Alice holds 90, less the fees she was told
      And Bob holds 110, less the fees he was told

    @lcp.issuer.endurance.balances-survive
    Scenario: Many pay when the issuer crashes
      Given Carol holds 200 Claire dollars
      And Dora holds 200 Claire dollars
      And Emil holds 200 Claire dollars
      When Carol, Dora and Emil pay Bob 1 again and again, until the issuer crashes
      And whoever had no answer sends the same message again
      Then everybody holds what the answers make of it
      And Bob is told of each payment once

    @lcp.issuer.endurance.balances-survive @as-printed
    Scenario: The last digit outlives the crash
      When Alice sends 10.000001 to Bob
      And the issuer crashes, and is started again
      Then Alice holds 89.999999, less the fees she was told
      And Bob holds 110.000001, less the fees he was told

    @lcp.issuer.endurance.balances-survive
    Scenario: Alice has paid herself when the issuer crashes
      When Alice sends 10 to Alice
      And the issuer crashes, and is started again
      Then Alice holds 100, less the fees she was told

    @lcp.issuer.endurance.balances-survive
    Scenario: What it cost to be told of nothing outlives the crash
      Then Alice finds no deposit
      And Alice finds no deposit
      When the issuer crashes, and is started again
      Then Alice holds 100, less the fees she was told

  Rule: What was executed before stays redundant

    @lcp.issuer.endurance.counters-survive
    Scenario Outline: The message under counter <counter> is sent again after the crash
      When Alice sends 10 to Bob under message counter <counter>
      And the issuer crashes, and is started again
      And Alice sends the same message again over a new connection
      Then Bob finds one deposit of 10
      And Alice holds 90, less the fees she was told

      Examples:
        | counter          |
        | 0                |
        | 9007199254740993 |

    @lcp.issuer.endurance.counters-survive @as-printed
    Scenario: Alice has spent all when the issuer crashes, and her first message arrives once more
      When Alice sends 10 and 20 to Bob, and learns the fee
      And Alice sends Bob all that the fee leaves
      Then the transfer succeeds
      And Bob finds those 3 deposits
      When the issuer crashes, and is started again
      And Bob sends 90 to Alice
      And Alice's first message arrives once more
      Then Bob finds no deposit

    @lcp.issuer.endurance.counters-survive
    Scenario: The counter from before the crash comes with another content
      When Alice sends 10 to Bob
      And the issuer crashes, and is started again
      And Alice sends the same message again, with another amount
      Then Bob finds one deposit of 10
      And Alice holds 90, less the fees she was told

    @lcp.issuer.endurance.counters-survive
    Scenario: A message from before the crash is sent again
      When Alice sends 10 to Bob
      Then the transfer succeeds
      When the issuer crashes, and is started again
      And Alice sends the same message again over a new connection
      Then Bob finds one deposit of 10
      And Alice holds 90, less the fees she was told
      When Alice sends 20 to Bob
      Then the transfer succeeds
      And Bob finds one deposit of 20

    @lcp.issuer.endurance.counters-survive
    Scenario: The crash takes the answer, and the message is sent again
      When Alice sends 10 to Bob, and the issuer crashes before the answer
      And Alice sends the same message again over a new connection
      Then Bob finds one deposit of 10
      And Alice holds 90, less the fees she was told

    @lcp.issuer.endurance.counters-survive
    Scenario: An older message arrives after the crash
      When Alice sends 10 to Bob
      And Alice sends 20 to Bob
      And the issuer crashes, and is started again
      And Alice's first message arrives once more
      Then Bob finds one deposit of 10 and one of 20
      And Alice holds 70, less the fees she was told

    @lcp.issuer.endurance.counters-survive
    Scenario: A transfer that failed stays failed
      When Alice sends 120 to Carol
      Then the transfer fails for good
      When Bob sends 60 to Alice
      And the issuer crashes, and is started again
      And Alice sends the same message again over a new connection
      Then Carol finds no deposit
      And Alice finds one deposit of 60
      And Alice holds 160, less the fees she was told

  Rule: Deposits that nobody was told of are in the next reply

    @lcp.issuer.endurance.deposits-survive
    Scenario: Bob asks after the crash for what he was paid before
      When Alice pays Bob 5
      Then Bob is told of what he was paid since
      When Alice pays Bob 10
      And Alice pays Bob 20
      And the issuer crashes, and is started again
      Then Bob is told of what he was paid since
      And Bob finds no deposit

    @lcp.issuer.endurance.deposits-survive
    Scenario: What a deposit says outlives the crash
      When Alice sends 10 to Bob with the transaction id "␠Zażółć␊␍𝄞␠"
      And the issuer crashes, and is started again
      Then Bob finds one deposit of 10
      When Alice sends 20 to Bob for the user "␠検査␠"
      And the issuer crashes, and is started again
      Then Bob finds one deposit of 20

    @lcp.issuer.endurance.deposits-survive @as-printed
    Scenario: Carol has spent all before she asks, and the issuer crashes
      When Alice sends 10 and 20 to Bob, and learns the fee
      And Alice sends Carol what it takes to send 10 to Dora, which Carol does
      And the issuer crashes, and is started again
      And Alice sends 20 to Carol
      Then Carol finds those 2 deposits

  Rule: What Bob was told before the crash he is not told again

    @lcp.issuer.deposits.at-most-once
    Scenario: Bob waits and is told, and the issuer crashes
      When Bob asks, and will wait 3000 ms
      And Alice sends 10 to Bob
      Then Bob has been told of "10" in all, each once
      When the issuer crashes, and is started again
      Then Bob has been told of "10" in all, each once

    @lcp.issuer.deposits.at-most-once
    Scenario: Bob asks before the crash, and again after it
      When Alice sends 10 to Bob
      Then Bob finds one deposit of 10
      When the issuer crashes, and is started again
      Then Bob finds no deposit
      And Bob holds 110, less the fees he was told
