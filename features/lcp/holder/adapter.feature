Feature: The adapter
  What a holder does is seen through a program that is told what to do on its standard input (docs/adapter.md).

  Rule: It ends when there is nothing more to be told

    @lcp.holder.adapter.ends
    Scenario: Its standard input ends
      Given an issuer with whom the holder has 100
      When the holder is told to pay 10 to Bob
      Then it reports the payment as executed
      When the holder's standard input ends
      Then it has ended by itself, with status 0
      And Bob has been paid 10 once
