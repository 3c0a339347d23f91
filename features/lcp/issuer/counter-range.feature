Feature: The range of counters
  A counter is a whole number from 0 to 9223372036854775807, which only rises (spec/lcp.md, section 6).

  Background:
    Given Alice holds 100 Claire dollars
    And Bob holds 100 Claire dollars

  Rule: The first counter may be any, and any higher one may follow

    @lcp.issuer.counter.any-start-and-gaps
    Scenario Outline: Alice's first counter is <first>
      When Alice sends 10 to Bob under message counter <first>
      Then the transfer succeeds
      When Alice sends 20 to Bob under message counter <next>
      Then the transfer succeeds
      And Bob finds one deposit of 10 and one of 20
      And Alice holds 70, less the fees she was told

      Examples:
        | first               | next                |
        | 0                   | 1                   |
        | 2                   | 1002                |
        | 3397                | 3399                |
        | 4294967295          | 4294967296          |
        | 9007199254740992    | 9007199254740993    |
        | 5                   | 9223372036854775001 |
        | 9223372036854775002 | 9223372036854775004 |

  Rule: The maximum is accepted like any other, and nothing follows it

    @lcp.issuer.counter.maximum @as-printed
    Scenario: Alice's last transfer
      When Alice sends 10 and 20 to Bob, and learns the fee
      And Alice sends Bob all that the fee leaves, under message counter 9223372036854775807
      Then the transfer succeeds
      And Alice has spent all of 100
      And Bob finds those 3 deposits
      When Bob sends Alice just enough for one transfer of 0.000001
      And Alice sends 0.000001 to Bob under message counter 9223372036854775807
      And Alice sends 0.000001 to Bob under message counter 0
      And Alice sends 0.000001 to Bob under message counter 1
      Then Bob finds no deposit
      When Alice uses up what is left by asking

  Rule: What is no counter is refused, and neither money nor counter moves

    @lcp.issuer.counter.range
    Scenario Outline: "<counter>" is no counter
      When Alice sends 5 to Bob
      Then the transfer succeeds
      And Bob finds one deposit of 5
      When Alice sends 10 to Bob under the message counter "<counter>"
      Then the transfer fails
      And Bob finds no deposit
      And Alice holds 95, less the fees she was told
      When Alice sends 20 to Bob
      Then the transfer succeeds
      And Bob finds one deposit of 20

      Examples:
        | counter               |
        | -1                    |
        | -9223372036854775808  |
        | 9223372036854775808   |
        | 18446744073709551615  |
        | 18446744073709551616  |
        | 18446744073710000000  |
        | 99999999999999999999  |
        | 2000000.5             |
        | 2000000.0             |
        | 2e6                   |
        | 0x1E8480              |
        | 2␠000␠000             |
        | 2_000_000             |
        | ٢٠٠٠٠٠٠               |
        | ⟨A0⟩2000000           |
        | two                   |
        | NaN                   |
        |                       |
