Feature: Many messages at the same time
  Holders pay each other over many connections at once, some answers are lost, and messages are sent again (spec/lcp.md, section 5).

  Rule: One order of the messages explains every answer

    @lcp.issuer.transfer.one-order
    Scenario: Thirty-two holders trade with each other
      Given 32 holders share 1280 Claire dollars
      When each of them sends 7 messages, all at the same time, and some answers are lost
      Then one order of all messages explains every answer
