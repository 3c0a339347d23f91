Feature: Explored
  What random programs of transfers, repetitions, waits and lost answers come to when they are made short (paper §2.4, §3).

  Rule: No deposit is in two replies that both arrived, and none is lost

    @lcp.issuer.deposits.at-most-once
    Scenario: Two of Bob's requests wait when he is paid, and he asks once more
      Given Alice holds 40 Claire dollars
      And Bob holds 5 Claire dollars
      When Bob asks, and will wait 800 ms
      And Bob asks, and will wait 800 ms
      And Alice sends 0.5 to Bob
      And Alice sends 2 to Bob
      And Alice sends 2 to Bob
      Then Bob has been told of "0.5, 2 and 2" in all, each once

    @lcp.issuer.deposits.at-most-once
    Scenario: A reply to Bob is lost while Alice repeats what she sent
      Given Alice holds 40 Claire dollars
      And Bob holds 5 Claire dollars
      When Alice sends 3 to Bob
      And Bob asks, and the connection breaks before the whole answer is there
      And Alice sends the same message again over a new connection
      Then Bob has been told of "3" in all, each at most once

  Rule: What failed for want of money stays undone when money has come

    @lcp.issuer.counter.failure-recorded
    Scenario: Alice is lent what she lacked, and repeats what failed
      Given Alice holds 10 Claire dollars
      When Alice sends 20 to Bob
      Then the transfer fails for good
      When Alice is lent 30 more
      And Alice sends the same message again over the same connection
      Then Bob has been told of "nothing" in all, each once
