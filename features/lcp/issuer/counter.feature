Feature: Message counter
  A payer that cannot know whether its message arrived sends it again. The message counter makes that safe (paper §3).

  Background:
    Given Alice holds 100 Claire dollars
    And Bob holds 100 Claire dollars

  Rule: A transfer is executed at most once per holder and message counter

    @lcp.issuer.counter.at-most-once
    Scenario: A message is sent three times over the same connection
      When Alice sends 10 to Bob
      And Alice sends the same message again over the same connection
      And Alice sends the same message again over the same connection
      Then Bob finds one deposit of 10
      And Alice holds 90, less the fees she was told
      When Alice sends 20 to Bob
      Then the transfer succeeds
      And Bob finds one deposit of 20
      And Alice holds 70, less the fees she was told

    @lcp.issuer.counter.at-most-once
    Scenario: Eight copies stand one behind the other, five times
      When Alice sends 5 messages of 2 to Bob, each in 8 copies in one go
      Then Bob finds each of these messages once
      And Alice holds 90, less the fees she was told

    @lcp.issuer.counter.at-most-once
    Scenario: A message is sent again some seconds later
      When Alice sends 10 to Bob
      # It takes as long as the longest wait that is sat out anyway.
      Then Carol finds no deposit within 2500 ms
      When Alice sends the same message again over a new connection
      Then Bob finds one deposit of 10
      And Alice holds 90, less the fees she was told

    @lcp.issuer.counter.replays
    Scenario: The latest message is sent again
      When Alice sends 10 to Bob
      And Alice sends the same message again over the same connection
      Then Bob finds one deposit of 10

  Rule: The counter belongs to the holder's key, not to a connection

    @lcp.issuer.counter.outlives-connection
    Scenario: A message is sent again over a new connection
      When Alice sends 10 to Bob
      And Alice sends the same message again over a new connection
      Then Bob finds one deposit of 10
      And Alice holds 90, less the fees she was told

    @lcp.issuer.counter.outlives-connection
    Scenario: A message is sent again in a new session
      When Alice sends 10 to Bob
      And Alice sends the same message again in a new session
      Then Bob finds one deposit of 10
      And Alice holds 90, less the fees she was told

    @lcp.issuer.counter.outlives-connection
    Scenario: The answer is lost, and the message is sent again
      When Alice sends 10 to Bob, and the connection breaks before the answer
      And Alice sends the same message again over a new connection
      Then Bob finds one deposit of 10
      And Alice holds 90, less the fees she was told

    @lcp.issuer.counter.outlives-connection
    Scenario: The answer is lost, and the message is sent again in a new session
      When Alice sends 10 to Bob, and the connection breaks before the answer
      And Alice sends the same message again in a new session
      Then Bob finds one deposit of 10
      And Alice holds 90, less the fees she was told

  Rule: Of any number of copies that arrive at the same time, one at most is executed

    @lcp.issuer.counter.concurrent
    Scenario: Eight copies at once over eight connections, five times
      When Alice sends 5 messages of 2 to Bob, each in 8 copies at once over as many connections
      Then Bob finds each of these messages once
      And Alice holds 90, less the fees she was told

  Rule: A transfer that failed stays failed

    @lcp.issuer.counter.failure-recorded
    Scenario: A transfer that failed is sent again when money has come
      Given Carol holds 100 Claire dollars
      When Alice sends 120 to Bob
      Then the transfer fails for good
      When Carol sends 60 to Alice
      And Alice sends the same message again over the same connection
      Then Bob finds no deposit
      And Alice finds one deposit of 60
      And Alice holds 160, less the fees she was told
      When Alice sends 120 to Bob
      Then the transfer succeeds
      And Bob finds one deposit of 120

    @lcp.issuer.counter.without-account
    Scenario: Who has no account fails, and is paid afterwards
      Given Dave has never been heard of
      When Dave sends 10 to Bob
      Then the transfer fails for good
      When Alice sends 50 to Dave
      And Dave sends the same message again over a new connection
      Then Bob finds no deposit
      And Dave holds 50, less the fees he was told

  Rule: A request that was cut off changes nothing, and leaves its counter free

    @lcp.issuer.counter.half-request
    Scenario Outline: The connection breaks <where>
      When Alice begins to send 10 to Bob, and the connection breaks "<where>"
      Then Bob finds no deposit within 300 ms
      When Alice sends the message whole
      Then the transfer succeeds
      And Bob finds one deposit of 10
      And Alice holds 90, less the fees she was told

      Examples:
        | where                              |
        | behind the head                    |
        | in the middle                      |
        | before the last character          |
        | before the last chunk              |
        | in white space behind the envelope |

  Rule: A deposits request leaves the counter as it is

    @lcp.issuer.counter.transfers-only
    Scenario: Alice asks for deposits between two transfers, and between a message and its copy
      When Alice sends 10 to Bob
      And Alice finds no deposit
      And Alice finds no deposit
      And Alice sends 20 to Bob
      Then the transfer succeeds
      When Alice finds no deposit
      And Alice sends the same message again over the same connection
      Then Bob finds one deposit of 10 and one of 20
      And Alice holds 70, less the fees she was told
