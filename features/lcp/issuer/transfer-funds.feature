Feature: Enough money
  An issuer gives no credit that nobody granted: a transfer needs the amount and the fee (spec/lcp.md, section 5).

  Background:
    Given Alice holds 100 Claire dollars
    And Bob holds 100 Claire dollars

  Rule: A transfer is not executed when the balance is below amount and fee

    @lcp.issuer.transfer.insufficient-funds @lcp.issuer.transfer.result-words
    Scenario: Alice sends more than she has
      When Alice sends 150 to Bob
      Then the transfer fails as "insufficientFunds"
      And Bob finds no deposit
      And Alice holds 100, less the fees she was told
      When Alice sends 10 to Bob
      Then the transfer succeeds

    @lcp.issuer.transfer.insufficient-funds @as-printed
    Scenario: The smallest unit is lacking
      When Alice sends 10 and 20 to Bob, and learns the fee
      And Alice sends Bob 0.000001 more than the fee leaves
      Then the transfer fails, for what it costs is not there
      And Bob finds one deposit of 10 and one of 20
      And Alice holds 70, less the fees she was told

    @lcp.issuer.transfer.insufficient-funds @as-printed
    Scenario: The smallest unit is lacking for a transfer to oneself
      When Alice sends 10 and 20 to Alice, and learns the fee
      And Alice sends Alice 0.000001 more than the fee leaves
      Then the transfer fails, for what it costs is not there

    @lcp.issuer.transfer.insufficient-funds @lcp.issuer.transfer.result-words @as-printed
    Scenario Outline: <amount> is more than Alice has, however it is counted
      When Alice sends the amount "<amount>" to Bob
      Then the transfer fails as "insufficientFunds"
      And Bob finds no deposit
      And Alice holds 100, less the fees she was told
      When Alice sends 10 to Bob
      Then the transfer succeeds

      Examples: 10, with 2^64 or 2^32 millionths, or 2^64 or 2^32 hundredths, on top
        | amount                |
        | 18446744073719.551616 |
        | 4304.967296           |
        | 184467440737095526.16 |
        | 42949682.96           |

    @lcp.issuer.transfer.insufficient-funds @as-printed
    Scenario: The largest amount that there is
      When Alice sends the amount "999999999999999999.999999" to Bob
      Then the transfer fails
      And Bob finds no deposit
      And Alice holds 100, less the fees she was told
      When Alice sends 10 to Bob
      Then the transfer succeeds

    @lcp.issuer.transfer.insufficient-funds
    Scenario: Alice spends at once what she has once
      When Alice sends 8 messages of 60 to Bob at once, over as many connections
      And Alice looks at her account
      And Bob looks at his account
      Then one order of all messages explains every answer

  Rule: A transfer of exactly all there is, fee included, is executed

    @lcp.issuer.transfer.whole-balance @as-printed
    Scenario: Alice spends all that she has
      When Alice sends 10 and 20 to Bob, and learns the fee
      And Alice sends Bob all that the fee leaves
      Then the transfer succeeds
      And Alice has spent all of 100

    @lcp.issuer.transfer.whole-balance @as-printed
    Scenario: Alice spends all that she has, but the smallest unit
      When Alice sends 10 and 20 to Bob, and learns the fee
      And Alice sends Bob 0.000001 less than the fee leaves
      Then the transfer succeeds

  Rule: A transfer that fails moves nothing but the fee that its response reports

    @lcp.issuer.transfer.fails-without-effect
    Scenario Outline: A transfer that fails <cause>
      When Alice sends the amount "<amount>" to Bob
      Then the transfer fails
      And Bob finds no deposit
      And Bob holds 100, less the fees he was told
      And Alice holds 100, less the fees she was told
      When Alice sends 10 to Bob
      Then the transfer succeeds
      And Bob finds one deposit of 10

      Examples:
        | cause             | amount       |
        | for lack of money | 900000000000 |
        | for its amount    | 0            |
        | for its form      | ten          |

    @lcp.issuer.transfer.fails-without-effect
    Scenario: A transfer that fails for its recipient
      When Alice sends 10 to Bob, whose key is written "without its last digit"
      Then the transfer fails
      And Bob finds no deposit
      And Alice holds 100, less the fees she was told
      When Alice sends 10 to Bob
      Then the transfer succeeds

    @lcp.issuer.transfer.fails-without-effect
    Scenario: A transfer that fails opens no account
      When Alice sends 150 to Carol
      Then the transfer fails
      And Carol finds no deposit
      And Carol holds 0, less the fees she was told

  Rule: Who has no account cannot pay

    @lcp.issuer.transfer.without-account
    Scenario: Dave, of whom nobody has heard, pays Bob
      Given Dave has never been heard of
      When Dave sends 10 to Bob
      Then the transfer fails
      And Bob finds no deposit
      And Bob holds 100, less the fees he was told
      When Alice sends 50 to Dave
      And Dave sends 10 to Bob
      Then the transfer succeeds
      And Bob finds one deposit of 10
