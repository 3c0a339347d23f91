Feature: What goes on while somebody waits
  A waiting request keeps nobody from being served (spec section 8). These scenarios run alone, so that the one who waits is the
  only one, and so that answers are quick enough to be too early by less than a millisecond.

  Background:
    Given Alice holds 400 Claire dollars

  Rule: Nobody is told of nothing before his time, be it ever so short

    @lcp.issuer.wait.not-early @heavy
    Scenario: Bob waits for a millisecond, again and again
      When Bob waits 1 ms, 50 times
      Then Bob was never told of nothing before 1 ms had passed

  Rule: A wait keeps no other holder waiting

    @lcp.issuer.wait.keeps-no-one @heavy
    Scenario: Alice and Carol are served while Bob waits
      When Bob asks, and will wait 3000 ms
      And meanwhile Alice pays Carol 20
      And meanwhile Carol asks without a wait
      And meanwhile Alice pays Dora 20
      And Alice pays Bob 20
      Then all of that was served while Bob waited

    @lcp.issuer.wait.keeps-no-one @lcp.issuer.deposits.isolation @lcp.issuer.deposits.balance-after-fee @heavy
    Scenario: A crowd waits
      When a crowd of holders waits 2000 ms, and so does Bob
      And meanwhile Alice pays Bob 20
      And meanwhile Carol asks without a wait
      Then all of that was served, and Bob answered, while the crowd waited
      And the crowd was told of nothing, and not before 2000 ms had passed
      And each balance that Bob was told follows from the lists and fees
      And Bob is told of each payment once

  Rule: A wait does not keep its own holder from paying

    @lcp.issuer.wait.own-transfers @heavy
    Scenario: Bob pays while he waits
      Given Bob holds 100 Claire dollars
      When Bob asks, and will wait 3000 ms
      And meanwhile Bob pays Carol 20
      And meanwhile Bob pays Dora 20
      And Alice pays Bob 20
      Then all of that was served while Bob waited

  Rule: A wait does not keep its own holder from looking at the balance

    @lcp.issuer.wait.zero @heavy
    Scenario: Bob asks without a wait while he waits
      When Bob asks, and will wait 3000 ms
      And meanwhile Bob asks without a wait
      And Alice pays Bob 20
      Then all of that was served while Bob waited
