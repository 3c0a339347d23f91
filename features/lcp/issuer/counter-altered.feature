Feature: Used counters
  A used counter carries nothing else, and a counter that was overtaken is dead (spec/lcp.md, section 6).

  Background:
    Given Alice holds 100 Claire dollars
    And Bob holds 100 Claire dollars

  Rule: The latest counter does not carry another content

    @lcp.issuer.counter.altered @lcp.issuer.counter.altered-word
    Scenario Outline: Another <part> under the same counter
      Given Carol has never been heard of
      When Alice sends 10 to Bob
      Then Bob finds one deposit of 10
      When Alice sends the same message again, with another <part>
      Then Bob finds no deposit
      And Carol finds no deposit
      And Alice holds 90, less the fees she was told
      When Alice sends 20 to Bob
      Then the transfer succeeds
      And Bob finds one deposit of 20

      Examples:
        | part           |
        | amount         |
        | recipient      |
        | transaction-id |
        | user           |

    @lcp.issuer.counter.altered
    Scenario: The transfer failed, and its counter comes with one that could be made
      When Alice sends 120 to Bob under message counter 951
      Then the transfer fails for good
      When Alice sends 10 to Bob under message counter 951
      Then Bob finds no deposit
      And Alice holds 100, less the fees she was told
      When Alice sends 20 to Bob
      Then the transfer succeeds
      And Bob finds one deposit of 20

    @lcp.issuer.counter.altered
    Scenario: Eight messages come at once under one counter
      When Alice sends 8 messages of 10 to Bob under one message counter, at once over as many connections
      And Alice looks at her account
      And Bob looks at his account
      Then one order of all messages explains every answer

  Rule: A lower counter is not executed

    @lcp.issuer.counter.lower @lcp.issuer.counter.lower-word
    Scenario: A late copy arrives behind a later message
      When Alice sends 10 to Bob
      And Alice sends 20 to Bob
      And Alice's first message arrives once more
      Then Bob finds one deposit of 10 and one of 20
      And Alice holds 70, less the fees she was told
      When Alice sends 5 to Bob
      Then the transfer succeeds

    @lcp.issuer.counter.lower @lcp.issuer.counter.lower-word
    Scenario: A message is overtaken by a later one
      When Alice sends 10 to Bob
      Then Bob finds one deposit of 10
      When Alice sends 20 to Bob under a lower message counter
      Then Bob finds no deposit
      And Alice holds 90, less the fees she was told
      When Alice sends 20 to Bob
      Then the transfer succeeds
      And Bob finds one deposit of 20

    @lcp.issuer.counter.lower
    Scenario Outline: A counter is used up for good, and so is what was left out below it: <later> is much later
      When Alice sends 10 to Bob under message counter 1000
      And Alice sends 20 to Bob under message counter <later>
      Then the transfer succeeds
      When Alice's first message arrives once more
      And Alice sends 5 to Bob under message counter 999
      Then Bob finds one deposit of 10 and one of 20
      And Alice holds 70, less the fees she was told
      When Alice sends 5 to Bob
      Then the transfer succeeds

      Examples: 2^8, 2^16, 2^16 + 1, 2^31, 2^32, 2^53 and 2^62 later
        | later               |
        | 1256                |
        | 66536               |
        | 66537               |
        | 2147484648          |
        | 4294968296          |
        | 9007199254741992    |
        | 4611686018427388904 |

  Rule: A message that is written differently is the same message

    @lcp.issuer.counter.by-value
    Scenario Outline: The message comes again, with <what>
      When Alice sends 10 to Bob
      And Alice sends the same message again, written with "<what>"
      Then Bob finds one deposit of 10
      And Alice holds 90, less the fees she was told

      Examples:
        | what                           |
        | zeros behind the amount        |
        | zeros before the amount        |
        | a plus sign before the amount  |
        | white space around the amount  |
        | zeros before the counter       |
        | a plus sign before the counter |
        | white space around the counter |
        | the key in lower case          |
        | white space around the key     |
        | an empty user                  |

  Rule: Each holder has a counter of its own

    @lcp.issuer.counter.per-holder
    Scenario: Alice and Carol use the same counter
      Given Carol holds 100 Claire dollars
      When Alice sends 10 to Bob under message counter 943
      Then the transfer succeeds
      And Bob finds one deposit of 10
      When Carol sends 20 to Bob under message counter 943
      Then the transfer succeeds
      And Bob finds one deposit of 20
      And Alice holds 90, less the fees she was told
      And Carol holds 80, less the fees she was told

    @lcp.issuer.counter.per-holder
    Scenario: Carol's counter is lower than Alice's
      Given Carol holds 100 Claire dollars
      When Alice sends 10 to Bob under message counter 946
      And Carol sends 20 to Bob under message counter 945
      Then the transfer succeeds
      And Bob finds one deposit of 10 and one of 20
