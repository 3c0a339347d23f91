Feature: Deposits
  Bob asks what has arrived for him since the issuer last told him (paper §2.4, §3).

  Background:
    Given Alice holds 400 Claire dollars

  Rule: A deposits request is answered with what arrived since the last reply

    @lcp.issuer.deposits.since-last-reply
    Scenario: Bob is told of what is new, and of nothing else
      When Alice pays Bob 20
      Then Bob is told of what he was paid since
      When Alice pays Bob 10
      And Alice pays Bob 30
      Then Bob is told of what he was paid since
      And Bob finds no deposit

    @lcp.issuer.deposits.order
    Scenario: The list is in the order of arrival
      When Alice pays Bob 30
      And Alice pays Bob 10
      And Alice pays Bob 20
      And Alice pays Bob 5
      Then Bob is told of what he was paid since, in that order

    @lcp.issuer.deposits.order
    Scenario: Several pay in turn
      Given Carol holds 100 Claire dollars
      When Alice pays Bob 10
      And Carol pays Bob 11
      And Alice pays Bob 12
      Then Bob is told of what he was paid since, in that order

  Rule: No deposit is in two replies, and none is lost while replies arrive

    @lcp.issuer.deposits.none-lost @lcp.issuer.deposits.at-most-once
    Scenario: Bob asks again and again while Alice pays
      When Alice pays Bob 6, 20 times, while Bob asks again and again
      Then no two of Bob's replies have the same payment

    @lcp.issuer.deposits.none-lost @heavy @as-printed
    Scenario: A long list of deposits
      Given Carol holds what 1001 payments of 0.1 cost
      And Bob holds 100 Claire dollars
      When Carol pays Bob 0.1, up to 1001 times
      Then Bob is told of what he was paid since
      And Bob is told of each payment once

  Rule: A holder is told of deposits to its own account

    @lcp.issuer.deposits.isolation
    Scenario: Bob and Carol are paid in turn
      When Alice pays Bob and Carol 10 each, in turn, 5 times
      Then Bob is told of what he was paid since
      And Carol is told of what she was paid since
      And Dora is told of what she was paid since
      And Bob is told of each payment once

    @lcp.issuer.deposits.isolation
    Scenario: Nobody pays them, and they ask again and again
      When up to 64 holders whom nobody pays ask 7 times each, and wait 1 ms each time
      And Alice pays Bob 20
      Then they are told of nothing
      And Bob is told of what he was paid since

  Rule: The balance is that of the moment of the list, after the fee

    @lcp.issuer.deposits.balance-after-fee
    Scenario: The fee for asking has been taken from the balance that is told
      When Alice pays Bob 50
      Then Bob holds 50, less the fees he was told
      And Bob holds 50, less the fees he was told

    @lcp.issuer.deposits.balance-after-fee
    Scenario: List, fee and balance are of one moment while payments keep arriving
      When Alice pays Bob 6, 20 times, while Bob asks again and again
      Then each balance that Bob was told follows from the lists and fees

  Rule: A key that was never seen has an empty list and nothing

    @lcp.issuer.deposits.unknown-key
    Scenario: Bob asks before anybody has heard of him
      Given Bob has never been heard of
      Then Bob is told of nothing, and holds nothing
      When Alice pays Bob 20
      Then Bob is told of each payment once

  Rule: A reply that did not arrive whole may have been the only one, but the balance stays right

    @lcp.issuer.deposits.balance-after-lost-reply @lcp.issuer.deposits.at-most-once
    Scenario: The connection breaks in the middle of the answer
      When Alice pays Bob 50
      And Bob asks, and the connection breaks before the whole answer is there
      Then Bob holds 50, less the fees he was told
      And Bob is told of each payment at most once
      When Alice pays Bob 10
      Then Bob holds 60, less the fees he was told

    @lcp.issuer.deposits.balance-after-lost-reply @lcp.issuer.deposits.at-most-once
    Scenario: Bob hangs up before he is paid, and the money is there all the same
      When Bob asks, will wait 1500 ms, and hangs up
      And Alice pays Bob 50
      Then Bob holds 50, less the fees he was told
      And Bob is told of each payment at most once

    @lcp.issuer.deposits.after-hang-up
    Scenario: Bob hangs up before he is paid, and is told when he asks again
      When Bob asks, will wait 1500 ms, and hangs up
      And Alice pays Bob 50
      Then Bob is told of what he was paid since
