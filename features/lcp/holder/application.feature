Feature: Several applications behind one agent
  A local agent manages all of its user's interactions under a single identity (paper §5).

  Background:
    Given an issuer with whom the holder has 100
    And the holder serves the applications "shop" and "player"

  Rule: One key, one counter

    @lcp.holder.application.one-key
    Scenario: Both pay at once
      When "shop" and "player" are each told to pay 1 to Bob 10 times at once
      Then the holder has shown the key that it tells, in every handshake
      And one of these payments at least was made
      And no payment was made twice
      And what was sent again had the same counter and content
      And no new transfer was sent while another had no outcome

  Rule: Each is told of its own deposits

    @lcp.holder.application.own-deposits
    Scenario: Each has an invoice, and either asks first
      When "shop" asks for an invoice of 5, "the book"
      And "player" asks for an invoice of 5, "the song"
      And 5 is paid under "the book"
      And 5 is paid under "the song"
      And "player" asks for its deposits
      Then it reports 5 for "the song", and nothing else
      When "shop" asks for its deposits
      Then it reports 5 for "the book", and nothing else

    @lcp.holder.application.own-deposits
    Scenario: Both wait at once
      When "shop" asks for an invoice of 5, "the book"
      And "player" asks for an invoice of 7, "the song"
      And "shop" and "player" wait up to 4 s for their deposits
      And 7 is paid under "the song" after 200 ms
      And 5 is paid under "the book" after 400 ms
      Then "player" is told of 7 for "the song", and of nothing else
      And "shop" is told of 5 for "the book", and of nothing else

    @lcp.holder.application.own-deposits
    Scenario: A deposit for nobody's invoice
      When "shop" asks for an invoice of 5, "the book"
      And 5 is paid to the holder
      And "shop" asks for its deposits
      Then it reports no deposit
      When "player" asks for its deposits
      Then it reports no deposit
      When the holder is asked for its deposits
      Then it reports one deposit of 5 for no invoice

    @lcp.holder.application.own-deposits
    Scenario: Somebody pays twice under one invoice
      When "shop" asks for an invoice of 5, "the book"
      And 5 is paid under "the book"
      And "shop" asks for its deposits
      Then it reports 5 for "the book", and nothing else
      When 3 is paid under "the book"
      And "player" asks for its deposits
      Then it reports no deposit
      When "shop" asks for its deposits
      Then it reports 3 for "the book", and nothing else

    @lcp.holder.application.own-deposits
    Scenario Outline: An id that is almost that of an application's invoice, with <almost>
      When "shop" asks for an invoice of 5, "the book"
      And 5 is paid under an id that is almost that of "the book": "<almost>"
      And "shop" asks for its deposits
      Then it reports no deposit

      Examples:
        | almost                        |
        | a blank before it             |
        | a blank behind it             |
        | its last letter missing       |
        | a letter more                 |
        | its letters in the other case |

  Rule: A deposit is kept until its application asks

    @lcp.holder.application.kept
    Scenario Outline: The agent is <ended> before the other one asks
      When "shop" asks for an invoice of 5, "the book"
      And 5 is paid under "the book"
      And "player" asks for its deposits
      Then it reports no deposit
      When the holder is <ended> and started again
      And "shop" asks for its deposits
      Then it reports 5 for "the book", and nothing else

      Examples:
        | ended   |
        | stopped |
        | killed  |

  Rule: Applications with identities of their own

    @lcp.holder.application.identities
    Scenario: What "player" has is not the shop's to spend
      Given "shop" and "player" have identities of their own, with 30 and 100
      When "player" is told to pay 10 to Bob
      Then it reports the payment as executed
      And it was made under the key that "player" tells
      When "shop" is told to pay 50 to Bob
      Then it does not report the payment as executed
      And Bob has been paid 10 once
      When "shop" asks for an invoice of 5, "the book"
      And 5 is paid under "the book"
      And "player" asks for its deposits
      Then it reports no deposit
      When "shop" asks for its deposits
      Then it reports 5 for "the book", and nothing else
