Feature: Message counter
  A payer that cannot know whether its message arrived sends it again. The message counter makes that safe (paper §3).

  Background:
    Given Alice holds 100 Claire dollars

  Rule: A transfer is executed at most once per holder and message counter

    @lcp.issuer.counter.outlives-connection
    Scenario: The answer is lost, and the message is sent again
      When Alice sends 10 to Bob, and the connection breaks before the answer
      And Alice sends the same message again over a new connection
      Then Bob finds one deposit of 10
      And Alice holds 90, less the fees she was told
