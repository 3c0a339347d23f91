Feature: Transfer
  Claire debits Alice's account and credits Bob's by the same amount (paper §2.4).

  Background:
    Given Alice holds 100 Claire dollars

  Rule: The payer is debited the amount and the fee, the recipient credited the amount

    @lcp.issuer.transfer.exact
    Scenario: Alice pays Bob
      When Alice sends 10 to Bob
      Then the transfer succeeds
      And Bob finds one deposit of 10
      And Alice holds 90, less the fees she was told
      And Bob holds 10, less the fees he was told
