Feature: One application supplies another
  Applications that earn and applications that spend have keys of their own, and the user says who supplies whom (paper §5).

  Background:
    Given an issuer with whom the holder has 100
    And "shop" and "player" have identities of their own, with 30 and 100

  Rule: What is lacking for a payment is moved

    @lcp.holder.supply.moved
    Scenario: The shop spends what the player has earned
      Given "shop" is supplied by "player"
      When "shop" is told to pay 50 to Bob
      Then what was lacking for it was moved
      And it reports the payment as executed
      And it was made under the key that "shop" tells
      And Bob has been paid 50 once

    @lcp.holder.supply.moved
    Scenario: The last that both have
      Given "shop" is supplied by "player"
      When "shop" is told to pay 130 to Bob
      Then what was lacking for it was moved
      And it reports the payment as executed

    @lcp.holder.supply.moved
    Scenario: Several payments at once
      Given "shop" is supplied by "player"
      When "shop" is told to pay 40 to Bob 3 times at once
      Then what was lacking for it was moved
      And each of these payments was made once

    @lcp.holder.supply.moved
    Scenario: None of two has enough alone
      Given "archive" has an identity of its own, with 40
      And "shop" is supplied by "player" and "archive"
      When "shop" is told to pay 160 to Bob
      Then what was lacking for it was moved
      And nothing was moved but as the user says

    @lcp.holder.supply.moved
    Scenario: A fee that is known is lacking, too
      Given the issuer charges 1 for a transfer
      And "shop" is supplied by "player"
      When "shop" is told to pay 10 to Bob
      And "shop" is told to pay 50 to Carol
      Then what was lacking for it was moved
      And it reports the payment as executed

  Rule: Nothing is moved but as the user says

    @lcp.holder.supply.named
    Scenario: Before the user has said anything, and after
      When "shop" is told to pay 50 to Bob
      Then it does not report the payment as executed
      And nothing was moved but as the user says
      Given "shop" is supplied by "player"
      When "shop" is told to pay 50 to Carol
      Then what was lacking for it was moved
      And nothing was moved but as the user says

    @lcp.holder.supply.named
    Scenario: Somebody else has enough
      Given "archive" has an identity of its own, with 100
      And "shop" is supplied by "player"
      When "shop" is told to pay 150 to Bob
      Then it does not report the payment as executed
      And nothing was moved but as the user says
      When "shop" is told to pay 120 to Carol
      Then what was lacking for it was moved
      And nothing was moved but as the user says

    @lcp.holder.supply.named
    Scenario: Who supplies is not supplied
      Given "shop" is supplied by "player", which keeps 90
      When "player" is told to pay 110 to Bob
      Then it does not report the payment as executed
      And nothing was moved but as the user says
      When "player" is told to pay 90 to Carol
      Then it reports the payment as executed

    @lcp.holder.supply.named
    Scenario: The user takes it back
      Given "shop" is supplied by "player"
      When "shop" is told to pay 50 to Bob
      Then what was lacking for it was moved
      Given "shop" is supplied by nobody any more
      When "shop" is told to pay 110 to Carol
      Then it does not report the payment as executed
      And nothing was moved but as the user says

    @lcp.holder.supply.named
    Scenario: Another one supplies in place of the first
      Given "archive" has an identity of its own, with 10
      And "shop" is supplied by "player"
      And "shop" is supplied by "archive"
      When "shop" is told to pay 80 to Bob
      Then it does not report the payment as executed
      And nothing was moved but as the user says

  Rule: What is moved arrives, once

    @lcp.holder.supply.conserved
    Scenario: Two moves, and what they cost
      Given the issuer charges 1 for a transfer
      And "shop" is supplied by "player"
      When "shop" is told to pay 40 to Bob
      And "shop" is told to pay 20 to Carol
      And "shop" asks for its deposits
      And "player" asks for its deposits
      Then they report balances of 70 together, less all fees
      And what was moved has arrived, once
      And it reports nothing as unattributed

    @lcp.holder.supply.conserved
    Scenario Outline: The answer to the move is lost
      Given "shop" is supplied by "player"
      And the issuer <does>
      When "shop" is told to pay 50 to Bob
      Then what was lacking for it was moved
      And what was moved has arrived, once

      Examples:
        | does                                                                 |
        | executes the next transfer and cuts the connection before its answer |
        | cuts the connection before it executes the next transfer             |
        | executes the next transfer and keeps its answer back                 |

    @lcp.holder.supply.conserved
    Scenario Outline: The holder is killed in the middle
      Given "shop" is supplied by "player", which keeps 20
      And the issuer <does> the next transfer and keeps its answer back
      When "shop" is told to pay 50 to Bob, and the holder is killed before the answer
      And the holder is started again
      And "shop" is told to pay 50 to Carol
      Then what was lacking for it was moved
      And what was moved has arrived, once
      And what is to stay has stayed

      Examples:
        | does     |
        | executes |
        | receives |

    @lcp.holder.supply.conserved
    Scenario: The holder is started again between two moves
      Given "shop" is supplied by "player"
      When "shop" is told to pay 50 to Bob
      And the holder is stopped and started again
      And "shop" is told to pay 60 to Carol
      Then what was lacking for it was moved
      And what was moved has arrived, once

  Rule: What is to stay stays

    @lcp.holder.supply.kept
    Scenario: A little too much, and as much as there is
      Given "shop" is supplied by "player", which keeps 80
      When "shop" is told to pay 50.5 to Bob
      Then it does not report the payment as executed
      And what is to stay has stayed
      When "shop" is told to pay 50 to Carol
      Then what was lacking for it was moved
      And what is to stay has stayed

    @lcp.holder.supply.kept
    Scenario: Over several payments, the answers being lost
      Given "shop" is supplied by "player", which keeps 40
      And the issuer executes transfers and cuts the connection before their answers, 1 times each
      When "shop" is told to pay 25 to Bob 4 times at once
      Then what is to stay has stayed
      Given the issuer answers as usual again
      When "player" is told to pay 30 to Carol
      Then it reports the payment as executed
