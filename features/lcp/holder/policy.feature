Feature: Policies
  Users trust agents with their money, and say how far (paper §2.3, §5).

  Background:
    Given an issuer with whom the holder has 100

  Rule: A limit is kept

    @lcp.holder.policy.limit
    Scenario: To the last digit
      Given the holder may spend 30
      When the holder is told to pay 10.1 to Bob
      Then it reports the payment as executed
      When the holder is told to pay 19.900001 to Carol
      Then it reports the payment as failed
      And Carol has not been paid
      When the holder is told to pay 19.9 to Carol
      Then it reports the payment as executed
      And Carol has been paid 19.9 once

    @lcp.holder.policy.limit
    Scenario: Twenty payments at once
      Given the holder may spend 7.5
      When the holder is told to pay 1 to Bob 20 times at once
      Then what it reports of these payments is true, and one at least was made
      And at most 7 of these payments were made

    @lcp.holder.policy.limit
    Scenario: Over a restart
      Given the holder may spend 30
      When the holder is told to pay 20 to Bob
      Then it reports the payment as executed
      When the holder is killed and started again
      And the holder is told to pay 20 to Carol
      Then Carol has not been paid
      When the holder is told to pay 10 to Carol
      Then it reports the payment as executed

    @lcp.holder.policy.limit
    Scenario: A payment of unknown outcome may have been made
      Given the holder may spend 30
      And the issuer executes transfers and answers none
      When the holder is told to pay 20 to Bob
      Given the issuer answers as usual again
      When the holder is told to pay 20 to Carol
      Then Carol has not been paid
      And Bob has been paid 20 once

  Rule: Money moves from one identity to another once

    @lcp.holder.policy.identities
    Scenario Outline: What "earner" has above 20 goes to "spender", and the issuer <does>
      Given the holder has the identities "earner" and "spender", with 100 and 0
      And the issuer <does>
      When the policy is that what "earner" has above 20 goes to "spender"
      Then "earner" has 20 and "spender" has 80, in the end
      And "earner" and "spender" have shown keys of their own
      And no payment was made twice

      Examples:
        | does                                                                 |
        | answers as usual                                                     |
        | executes the next transfer and cuts the connection before its answer |
        | cuts the connection before it executes the next transfer             |
