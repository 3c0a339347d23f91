Feature: Amounts
  Money is exact, from the application to the wire and back.

  Background:
    Given an issuer with whom the holder has exactly 200000000000000000

  Rule: An amount is sent exactly, as a plain decimal

    @lcp.holder.amount.sent
    Scenario Outline: The holder pays <amount>
      When the holder is told to pay exactly <amount> to Bob
      Then it reports the payment as executed
      And Bob has been paid exactly <amount> once
      And every amount was sent as a plain decimal

      Examples:
        | amount                    |
        | 0.1                       |
        | 0.000001                  |
        | 1.000001                  |
        | 9007199254740993          |
        | 100000000000000000.000001 |
        | 123456789012345678.123456 |
        | 10000000                  |

    @lcp.holder.amount.sent
    Scenario Outline: The holder pays, and the issuer <loses>
      Given the issuer <loses>
      When the holder is told to pay exactly 100000000000000000.000001 to Bob
      Then what was sent again had the same counter and content
      And it reports the payment as executed
      And Bob has been paid exactly 100000000000000000.000001 once
      And every amount was sent as a plain decimal

      Examples:
        | loses                                                                |
        | executes the next transfer and cuts the connection before its answer |
        | cuts the connection before it executes the next transfer             |

  Rule: An amount that cannot be sent exactly is not replaced by another

    @lcp.holder.amount.not-rounded
    Scenario Outline: The holder is told to pay <amount>
      When the holder is told to pay exactly <amount> to Bob
      Then nothing else was sent in its place
      And it does not report the payment as executed
      When the holder is told to pay exactly <instead> to Carol
      Then it reports the payment as executed
      And Carol has been paid exactly <instead> once

      Examples:
        | amount              | instead  |
        | 0.0000001           | 0.000001 |
        | 1.0000005           | 1.000001 |
        | 1000000000000000000 | 1        |
        | 0                   | 1        |
        | -1                  | 1        |
        | NaN                 | 1        |

  Rule: Fees, deposits and balances are told exactly

    @lcp.holder.amount.told
    Scenario Outline: A fee of <fee>, written <written>
      Given the issuer charges exactly <fee> for a transfer, written "<written>"
      When the holder is told to pay 1 to Bob
      Then it reports the payment as executed, with a fee of exactly <fee>

      Examples:
        | fee                | written            |
        | 0.1                | 0.1                |
        | 0.000001           | 0.000001           |
        | 9007199254740993.1 | 9007199254740993.1 |
        | 1.5                | +1.50              |
        | 0.5                | .5                 |
        | 7                  | 007.               |

    @lcp.holder.amount.told
    Scenario Outline: A deposit of <amount>
      When exactly <amount> is paid to the holder
      And the holder is asked for its deposits
      Then it reports one deposit of exactly <amount>
      And it reports a balance of exactly <balance>

      Examples:
        | amount                    | balance                   |
        | 0.1                       | 200000000000000000.1      |
        | 9007199254740993          | 209007199254740993        |
        | 123456789012345678.123456 | 323456789012345678.123456 |
        | 900000000000000000.000001 | 1100000000000000000.000001 |

    @lcp.holder.amount.told
    Scenario Outline: A balance, before and after the holder is <ended>
      When the holder is asked for its deposits
      Then it reports a balance of exactly 200000000000000000
      When the holder is <ended> and started again
      And the holder is asked for its deposits
      Then it reports a balance of exactly 200000000000000000

      Examples:
        | ended   |
        | stopped |
        | killed  |

    @lcp.holder.amount.told
    Scenario Outline: What the holder computes of <one> and <other>
      When the holder is asked for its deposits
      Then it reports no deposit
      Given the issuer cuts its next reply with deposits off "before the balance", and does not deliver them again
      When exactly <one> and <other> are paid to the holder at once
      And the holder is asked for its deposits until it tells of some as unattributed
      Then it reports exactly <sum> as unattributed

      Examples:
        | one              | other | sum                |
        | 0.1              | 0.2   | 0.3                |
        | 9007199254740993 | 0.1   | 9007199254740993.1 |
