Feature: Fees of those who have little
  No fee makes a balance negative: it is capped at the balance, or the request is refused, as the issuer likes.

  Background:
    Given Alice holds 100 Claire dollars, as she is told

  @lcp.issuer.fees.never-below-zero
  Scenario: The last transfer leaves its fee, or is not executed
    When Alice sends to Bob so much that less than the fee would be left
    Then the transfer fails, for what it costs is not there
    When Alice sends to Bob all but the fee
    Then Alice asks, and pays what there is or is refused
    # What is there in the end shows what was taken meanwhile.
    When Alice is lent 20 more
    Then Alice asks, and pays what there is or is refused

  @lcp.issuer.fees.never-below-zero
  Scenario: Alice has less than it costs to ask
    Given Alice has sent to Bob all but a part of what asking costs
    Then Alice asks, and pays what there is or is refused
    And Alice asks, and pays what there is or is refused
    When Alice is lent 20 more
    Then Alice asks, and pays what there is or is refused

  @lcp.issuer.fees.never-below-zero
  Scenario: Alice has less than it costs to fail
    Given Alice has sent to Bob all but a part of what asking costs
    When Alice sends 10 to Bob
    Then the transfer is not executed
    When Alice sends 10 to Bob
    Then the transfer is not executed
    And Alice asks, and pays what there is or is refused
    When Alice is lent 20 more
    Then Alice asks, and pays what there is or is refused

  @lcp.issuer.fees.never-below-zero
  Scenario: Bob is sent less than it costs to ask
    Given Bob has never been heard of
    And Alice has sent to Bob a part of what asking costs
    Then Bob asks, and pays what there is or is refused
    When Alice sends 10 to Bob, which is executed
    Then Bob asks, and pays what there is or is refused
