Feature: Amounts
  Amounts are exact decimals, with 18 digits before the point and six behind it (spec/lcp.md, section 5).

  Background:
    Given Alice holds 100 Claire dollars
    And Bob holds 100 Claire dollars

  Rule: Sums of amounts are exact decimals

    @lcp.issuer.transfer.decimal @as-printed
    Scenario: A tenth, ten times, is one
      When Alice sends 0.1 to Bob 10 times
      Then Bob finds 10 deposits of 0.1
      And Bob holds 101, less the fees he was told
      And Alice holds 99, less the fees she was told

    @lcp.issuer.transfer.decimal @as-printed
    Scenario: A tenth, ten times, is one, for a new account too
      # What she has covers the fee for asking.
      When Alice sends 10 to Carol
      And Alice sends 0.1 to Carol 10 times
      Then Carol holds 11, less the fees she was told

    @lcp.issuer.transfer.decimal @as-printed
    Scenario: A sum has more digits than what it is made of
      When Alice sends 20.5 to Bob
      And Alice sends 0.000001 to Bob
      Then Bob holds 120.500001, less the fees he was told
      And Alice holds 79.499999, less the fees she was told

  Rule: Six fraction digits are held exactly

    @lcp.issuer.transfer.fraction-digits @as-printed
    Scenario Outline: <amount> arrives to the last digit
      When Alice sends <amount> to Bob
      Then the transfer succeeds
      And Bob finds one deposit of <amount>
      And Bob holds <bob>, less the fees he was told
      And Alice holds <alice>, less the fees she was told

      Examples:
        | amount    | bob        | alice     |
        | 0.000001  | 100.000001 | 99.999999 |
        | 10.123456 | 110.123456 | 89.876544 |
        | 0.999999  | 100.999999 | 99.000001 |

  Rule: 18 integer digits and six fraction digits are held exactly

    @lcp.issuer.transfer.integer-digits @as-printed
    Scenario Outline: Dora sends <amount>
      Given Dora holds 200000000000000000 Claire dollars
      When Dora sends <amount> to Bob
      Then the transfer succeeds
      And Bob finds one deposit of <amount>
      And Bob holds <Bob's>, less the fees he was told
      And Dora holds <Dora's>, less the fees she was told

      Examples:
        | amount                    | Bob's                     | Dora's                   |
        | 123456789012345678.123456 | 123456789012345778.123456 | 76543210987654321.876544 |
        | 123456789012345678.000001 | 123456789012345778.000001 | 76543210987654321.999999 |

  Rule: What cannot be held exactly is refused, and never rounded

    @lcp.issuer.transfer.no-rounding @lcp.issuer.transfer.result-words @as-printed
    Scenario Outline: A tenth of the smallest amount above <amount>
      When Alice sends <amount> to Bob, and a tenth of the smallest amount
      Then the transfer fails as "invalidAmount or insufficientFunds"
      And Bob finds no deposit
      And Alice holds 100, less the fees she was told
      When Alice sends 10.000001 to Bob
      Then the transfer succeeds
      And Bob finds one deposit of 10.000001

      Examples:
        | amount    |
        | 10        |
        | 0         |
        | 10.000001 |

    @lcp.issuer.transfer.no-rounding @lcp.issuer.transfer.result-words @as-printed
    Scenario Outline: <amount> has a digit too many
      When Alice sends the amount "<amount>" to Bob
      Then the transfer fails as "invalidAmount or insufficientFunds"
      And Bob finds no deposit
      And Alice holds 100, less the fees she was told
      When Alice sends 10.000001 to Bob
      Then the transfer succeeds
      And Bob finds one deposit of 10.000001

      Examples: behind the point
        | amount                      |
        | 10.0000001                  |
        | 10.0000009                  |
        | 10.1234567                  |
        | 0.0000001                   |
        | 0.0000009                   |
        | 10.000000000000000000000001 |

      Examples: before the point, some of them 10 when the rest is cut off or runs over
        | amount                                  |
        | 1234567890123456789                     |
        | 1000000000000000010                     |
        | 18446744073709551626                    |
        | 340282366920938463463374607431768211466 |

  Rule: Zero and negative amounts are refused

    @lcp.issuer.transfer.positive @lcp.issuer.transfer.result-words
    Scenario Outline: Alice sends <amount>
      When Alice sends the amount "<amount>" to Bob
      Then the transfer fails as "invalidAmount"
      And Bob finds no deposit
      And Bob holds 100, less the fees he was told
      And Alice holds 100, less the fees she was told
      When Alice sends 10 to Bob
      Then the transfer succeeds

      Examples:
        | amount    |
        | 0         |
        | 0.000000  |
        | -0        |
        | -10       |
        | -0.000001 |

  Rule: What is no decimal is refused

    @lcp.issuer.transfer.lexical @lcp.issuer.transfer.result-words
    Scenario Outline: "<amount>" is no decimal
      When Alice sends the amount "<amount>" to Bob
      Then the transfer fails as "invalidAmount"
      And Bob finds no deposit
      And Alice holds 100, less the fees she was told
      When Alice sends 10 to Bob
      Then the transfer succeeds

      Examples:
        | amount |
        | 1e1    |
        | 1E1    |
        | 1.0e1  |
        | 100e-1 |
        | NaN    |
        | INF    |
        | -INF   |
        |        |
        | ␠␊     |
        | 0xA    |
        | 1,5    |
        | 1␠0    |
        | 1_0    |
        | +-10   |
        | 1.0.0  |
        | .      |
        | +      |
        | ١٠     |
        | ⟨A0⟩10 |
        | ten    |

  Rule: Digits are counted on the value, however many zeros stand around it

    @lcp.issuer.transfer.decimal @as-printed
    Scenario Outline: An amount is written <amount>
      When Alice sends the amount "<amount>" to Bob
      Then the transfer succeeds
      And Bob finds one deposit of <value>

      Examples:
        | amount                                              | value |
        | 0001.50000000                                       | 1.5   |
        | 00000000000000000000000010.000000000000000000000000 | 10    |

  Rule: White space around values means nothing

    @lcp.issuer.transfer.white-space @as-printed
    Scenario Outline: White space <where> an amount
      When Alice sends the amount "<amount>" to Bob
      Then the transfer succeeds
      And Bob finds one deposit of 10
      And Alice holds 90, less the fees she was told

      Examples:
        | where  | amount        |
        | before | ␠10           |
        | behind | 10␊           |
        | around | ␍␊␉␠10.0␠␉␍␊ |

    @lcp.issuer.transfer.white-space
    Scenario: White space around the recipient
      When Alice sends 10 to Bob, whose key is written "between white space"
      Then the transfer succeeds
      And Bob finds one deposit of 10
      And Alice holds 90, less the fees she was told

    @lcp.issuer.transfer.white-space
    Scenario: White space around the message counter
      When Alice sends 10 to Bob under the message counter "␊␠937␉"
      Then the transfer succeeds
      And Bob finds one deposit of 10
      And Alice holds 90, less the fees she was told

  Rule: A plus sign, and digits on one side of the point only, are legal

    @lcp.issuer.transfer.signs-and-points @as-printed
    Scenario Outline: Alice sends <amount>
      When Alice sends the amount "<amount>" to Bob
      Then the transfer succeeds
      And Bob finds one deposit of <value>
      And Alice holds <left>, less the fees she was told

      Examples:
        | amount | value | left |
        | +5     | 5     | 95   |
        | .5     | 0.5   | 99.5 |
        | 5.     | 5     | 95   |
