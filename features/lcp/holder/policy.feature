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
    Scenario: One payment, of more digits than the limit
      Given the holder may spend exactly 9 in a payment
      When the holder is told to pay exactly 10 to Bob
      Then it was not made

    @lcp.holder.policy.limit
    Scenario: One payment, and the limit is lowered
      Given the holder may spend 50 in a payment
      And the holder may spend 20 in a payment
      When the holder is told to pay 30 to Bob
      Then it was not made

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

    @lcp.holder.policy.limit
    Scenario: One payment and a day, both in one policy
      Given the holder may spend 20 in a payment and 30 in a day
      When the holder is told to pay 25 to Bob
      Then it does not report the payment as executed
      And it was not made
      When the holder is told to pay 20 to Bob
      Then it reports the payment as executed
      When the holder is told to pay 15 to Carol
      Then it does not report the payment as executed
      And it was not made
      When the holder is told to pay 10 to Carol
      Then it reports the payment as executed

    @lcp.holder.policy.limit
    Scenario: A limit that comes in place of another, after something was spent
      Given the holder may spend 10 in a payment and 30 in a day
      When the holder is told to pay 10 to Bob
      Then it reports the payment as executed
      Given the holder may spend 50 in a day
      When the holder is told to pay 45 to Carol
      Then it does not report the payment as executed
      And it was not made
      When the holder is told to pay 40 to Carol
      Then it reports the payment as executed

    @lcp.holder.policy.limit
    Scenario: A lower limit that comes in place of another, after more was spent
      Given the holder may spend 50 in a day
      When the holder is told to pay 30 to Bob
      Then it reports the payment as executed
      Given the holder may spend 20 in a day
      When the holder is told to pay 1 to Carol
      Then it was not made
      Given the holder may spend 40 in a day
      When the holder is told to pay 10 to Carol
      Then it reports the payment as executed

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
    Scenario: A first deal that failed, over a restart
      Given the holder may spend 5 in a first deal
      And the issuer answers the next transfer with "refused"
      When the holder is told to pay 5 to Bob
      And the holder is killed and started again
      And the holder is told to pay 10 to Bob
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

    @lcp.holder.policy.first-deal
    Scenario: A day and first deals, both in one policy
      Given the holder may spend 30 in a day and 5 in a first deal
      When the holder is told to pay 10 to Bob
      Then it does not report the payment as executed
      And it was not made
      When the holder is told to pay 5 to Bob
      Then it reports the payment as executed
      When the holder is told to pay 30 to Bob
      Then it does not report the payment as executed
      And it was not made
      When the holder is told to pay 25 to Bob
      Then it reports the payment as executed

    @lcp.holder.policy.first-deal
    Scenario: One payment and first deals, both in one policy
      Given the holder may spend 20 in a payment and 5 in a first deal
      When the holder is told to pay 5 to Bob
      Then it reports the payment as executed
      When the holder is told to pay 25 to Bob
      Then it does not report the payment as executed
      And it was not made
      When the holder is told to pay 20 to Bob
      Then it reports the payment as executed
      When the holder is told to pay 20 to Carol
      Then it was not made

    @lcp.holder.policy.first-deal
    Scenario: Two payments to Bob at once, and one of them is too much for a first deal
      Given the holder may spend 5 in a first deal
      When the holder is told to pay 5 and 10 to Bob at once
      Then nothing above 5 was sent to Bob before a payment was executed
      And one of these payments at least was made

    @lcp.holder.policy.first-deal
    Scenario Outline: <one> and <other> to Bob at once, and the issuer refuses what comes first
      Given the holder may spend 5 in a first deal
      And the issuer answers the next transfer with "refused"
      When the holder is told to pay <one> and <other> to Bob at once
      Then nothing above 5 was sent to Bob before a payment was executed
      Given the issuer answers as usual again
      When the holder is told to pay 5 to Bob
      Then it reports the payment as executed
      When the holder is told to pay 10 to Bob
      Then it reports the payment as executed

      Examples:
        | one | other |
        | 5   | 10    |
        | 10  | 5     |

    @lcp.holder.policy.first-deal
    Scenario: Two payments to Bob at once, and each is small enough for a first deal
      Given the holder may spend 5 in a first deal
      When the holder is told to pay 5 and 4 to Bob at once
      Then one of these payments at least was made
      And what it reports is true
      When the holder is told to pay 10 to Bob
      Then it reports the payment as executed

  Rule: One limit for all applications is one, however many there are

    @lcp.holder.policy.together
    Scenario: One payment of an application
      Given the holder serves the applications "shop" and "player"
      And the holder may spend 20 in a payment
      When "player" is told to pay 30 to Bob
      Then it was not made
      When "shop" is told to pay 20 to Bob
      Then it reports the payment as executed

    @lcp.holder.policy.together
    Scenario: A day of two applications
      Given the holder serves the applications "shop" and "player"
      And the holder may spend 30 in a day
      When "shop" is told to pay 20 to Bob
      Then it reports the payment as executed
      When "player" is told to pay 20 to Carol
      Then it does not report the payment as executed
      And it was not made
      When "player" is told to pay 10 to Carol
      Then it reports the payment as executed
      When "shop" is told to pay 1 to Bob
      Then it was not made

    @lcp.holder.policy.together
    Scenario: A day of two applications, over a crash
      Given the holder serves the applications "shop" and "player"
      And the holder may spend 30 in a day
      When "shop" is told to pay 20 to Bob
      Then it reports the payment as executed
      When the holder is killed and started again
      And "player" is told to pay 20 to Carol
      Then it was not made
      When "player" is told to pay 10 to Carol
      Then it reports the payment as executed

    @lcp.holder.policy.together
    Scenario: Twenty payments of two applications at once
      Given the holder serves the applications "shop" and "player"
      And the holder may spend 7.5 in a day
      When "shop" and "player" are each told to pay 1 to Bob 10 times at once
      Then one of these payments at least was made
      And at most 7 of these payments were made

    @lcp.holder.policy.together
    Scenario: What has a limit of its own does not count
      Given the holder serves the applications "shop" and "player"
      And the holder may spend 30 in a day
      And "player" may spend 40 in a day
      When "player" is told to pay 35 to Bob
      Then it reports the payment as executed
      When "shop" is told to pay 25 to Carol
      Then it reports the payment as executed
      When "shop" is told to pay 10 to Carol
      Then it was not made
      When "player" is told to pay 10 to Bob
      Then it was not made

  Rule: It is one for all identities, too

    @lcp.holder.policy.identities
    Scenario: Twenty payments at once under two keys
      Given "shop" and "player" have identities of their own, with 50 and 50
      And the holder may spend 7.5 in a day
      When "shop" and "player" are each told to pay 1 to Bob 10 times at once
      Then one of these payments at least was made
      And at most 7 of these payments were made

    @lcp.holder.policy.identities
    Scenario: A day of two applications with identities of their own, over a crash
      Given "shop" and "player" have identities of their own, with 50 and 50
      And the holder may spend 30 in a day
      When "shop" is told to pay 20 to Bob
      Then it reports the payment as executed
      When "player" is told to pay 20 to Carol
      Then it was not made
      When the holder is killed and started again
      And "player" is told to pay 20 to Carol
      Then it was not made
      When "player" is told to pay 10 to Carol
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
