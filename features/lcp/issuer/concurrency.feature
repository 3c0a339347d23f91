Feature: Many messages at the same time
  Holders pay each other over many connections at once, some answers are lost, and messages are sent again (spec/lcp.md, section 5).
  Each market is looked at by itself: how hard it is to find an order grows with the number of messages that overlap.

  Rule: One order of the messages explains every answer

    @lcp.issuer.transfer.one-order
    Scenario Outline: Eight holders trade with each other on the <day> market
      Given 8 holders share 320 Claire dollars
      When each of them sends 7 messages, all at the same time, and some answers are lost
      Then one order of all messages explains every answer

      Examples:
        | day    |
        | first  |
        | second |
        | third  |
        | fourth |
