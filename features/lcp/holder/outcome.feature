Feature: What became of a payment
  The holder says executed, failed or unknown, and only what it can know.

  Background:
    Given an issuer with whom the holder has 100

  Rule: A lost answer is not the end

    @lcp.holder.outcome.lost-answer
    Scenario: The issuer executes the transfer, and the answer is lost
      Given the issuer executes the next transfer and cuts the connection before its answer
      When the holder is told to pay 10 to Bob
      Then it reports the payment as executed
      And Bob has been paid 10 once
      And what was sent again had the same counter and content
