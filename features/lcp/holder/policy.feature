Feature: Policies
  Users trust agents with their money, and say how far (paper §2.3).

  Background:
    Given an issuer with whom the holder has 100

  Rule: A limit is kept

    @lcp.holder.policy.limit
    Scenario: One payment, to the last digit
      Given the holder may spend exactly 20 in a payment
      When the holder is told to pay exactly 20.000001 to Bob
      Then it does not report the payment as executed
      And it was not made
      When the holder is told to pay exactly 20 to Carol
      Then it reports the payment as executed
      And Carol has been paid exactly 20 once

    @lcp.holder.policy.limit
    Scenario: One payment, and another one
      Given the holder may spend 20 in a payment
      When the holder is told to pay 20 to Bob
      Then it reports the payment as executed
      When the holder is told to pay 20.5 to Carol
      Then it was not made
      When the holder is told to pay 19.5 to Dave
      Then it reports the payment as executed

    @lcp.holder.policy.limit
    Scenario: A day, to the last digit
      Given the holder may spend exactly 30 in a day
      When the holder is told to pay exactly 10.1 to Bob
      Then it reports the payment as executed
      When the holder is told to pay exactly 19.900001 to Carol
      Then it does not report the payment as executed
      And it was not made
      When the holder is told to pay exactly 19.9 to Dave
      Then it reports the payment as executed
      And Dave has been paid exactly 19.9 once

    @lcp.holder.policy.limit
    Scenario: Twenty payments at once
      Given the holder may spend 7.5 in a day
      When the holder is told to pay 1 to Bob 20 times at once
      Then one of these payments at least was made
      And at most 7 of these payments were made

    @lcp.holder.policy.limit
    Scenario: Over a restart
      Given the holder may spend 30 in a day
      When the holder is told to pay 20 to Bob
      Then it reports the payment as executed
      When the holder is killed and started again
      And the holder is told to pay 20 to Carol
      Then it was not made
      When the holder is told to pay 10 to Dave
      Then it reports the payment as executed

    @lcp.holder.policy.limit
    Scenario: A payment of unknown outcome may have been made
      Given the holder may spend 30 in a day
      And the issuer executes transfers and answers none
      When the holder is told to pay 20 to Bob
      Given the issuer answers as usual again
      When the holder is told to pay 20 to Carol
      Then it was not made
      And Bob has been paid 20 once
      When the holder is told to pay 10 to Dave
      Then it reports the payment as executed

    @lcp.holder.policy.limit
    Scenario Outline: A payment of unknown outcome may have been made when the holder is <ended>
      Given the holder may spend 30 in a day
      And the issuer answers questions for deposits with "a closed connection"
      And the issuer executes transfers and answers none
      When the holder is told to pay 20 to Bob within 3 s
      Then Bob has been paid 20 once
      When the holder is <ended> and started again
      Given the issuer answers as usual again
      When the holder is told to pay 20 to Carol
      Then it was not made
      And Bob has been paid 20 once
      When the holder is told to pay 10 to Dave
      Then it reports the payment as executed

      Examples:
        | ended   |
        | stopped |
        | killed  |

    @lcp.holder.policy.limit
    Scenario: A payment that failed does not count
      Given the holder may spend 30 in a day
      And the issuer answers the next transfer with "refused"
      When the holder is told to pay 20 to Bob
      Then it reports the payment as failed
      When the holder is told to pay 20 to Carol
      Then it reports the payment as executed
      When the holder is told to pay 20 to Dave
      Then it was not made

  Rule: First deals are small

    @lcp.holder.policy.first-deal
    Scenario: Bob becomes known, and Carol does not
      Given the holder may spend 5 in a first deal
      When the holder is told to pay 10 to Bob
      Then it does not report the payment as executed
      And it was not made
      When the holder is told to pay 5 to Bob
      Then it reports the payment as executed
      When the holder is told to pay 10 to Bob
      Then it reports the payment as executed
      When the holder is told to pay 10 to Carol
      Then it does not report the payment as executed
      And it was not made

    @lcp.holder.policy.first-deal
    Scenario: A first deal that failed was none
      Given the holder may spend 5 in a first deal
      And the issuer answers the next transfer with "refused"
      When the holder is told to pay 5 to Bob
      Then it reports the payment as failed
      When the holder is told to pay 10 to Bob
      Then it was not made
      When the holder is told to pay 5 to Bob
      Then it reports the payment as executed

    @lcp.holder.policy.first-deal
    Scenario: A first deal that failed, and was unknown for a while
      Given the holder may spend 5 in a first deal
      When the holder is asked for its deposits
      And the issuer answers the next transfer with "insufficientFunds", records that, and cuts the connection before its answer
      And the issuer answers questions for deposits with "silence"
      And the holder is told to pay 5 to Bob within 3 s
      Then it does not report the payment as executed
      Given the issuer answers as usual again
      When the holder is told to pay 10 to Bob
      Then it was not made
      When the holder is told to pay 5 to Bob
      Then it reports the payment as executed

  Rule: A limit to one application is its own

    @lcp.holder.policy.own-limit
    Scenario: One payment, and the other application may spend more
      Given the holder serves the applications "shop" and "player"
      And "player" may spend 20 in a payment
      And "shop" may spend 60 in a payment
      When "player" is told to pay 20.5 to Bob
      Then it does not report the payment as executed
      And it was not made
      When "shop" is told to pay 20.5 to Bob
      Then it reports the payment as executed
      When "player" is told to pay 19.5 to Carol
      Then it reports the payment as executed
      And Carol has been paid 19.5 once

    @lcp.holder.policy.own-limit
    Scenario: A day, over a restart
      Given the holder serves the applications "shop" and "player"
      And "player" may spend 20 in a day
      And "shop" may spend 60 in a day
      When "shop" is told to pay 15 to Bob
      Then it reports the payment as executed
      When "player" is told to pay 15 to Bob
      Then it reports the payment as executed
      When the holder is killed and started again
      And "player" is told to pay 10 to Carol
      Then it was not made
      When "shop" is told to pay 10 to Dave
      Then it reports the payment as executed
