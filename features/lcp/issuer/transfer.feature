Feature: Transfer
  Claire debits Alice's account and credits Bob's by the same amount (paper §2.4).

  Background:
    Given Alice holds 100 Claire dollars

  Rule: The payer is debited the amount and the fee, the recipient credited the amount

    @lcp.issuer.transfer.exact
    Scenario: Alice pays Bob
      Given Bob holds 100 Claire dollars
      When Alice sends 10 to Bob
      Then the transfer succeeds
      And Bob finds one deposit of 10
      And Alice holds 90, less the fees she was told
      And Bob holds 110, less the fees he was told

    @lcp.issuer.transfer.conserved
    Scenario: Money goes round between three
      Given Bob holds 100 Claire dollars
      And Carol holds 100 Claire dollars
      When Alice sends 30 to Bob
      And Bob sends 50 to Carol
      And Carol sends 20 to Alice
      And Alice sends 5 to Carol
      And Carol sends 45 to Carol
      Then Bob finds one deposit of 30
      And Alice finds one deposit of 20

  Rule: A transfer to a key that has no account creates one

    @lcp.issuer.transfer.creates-account
    Scenario: Bob has never had an account
      Given Bob has never been heard of
      When Alice sends 20 to Bob
      Then the transfer succeeds
      And Bob finds one deposit of 20
      And Bob holds 20, less the fees he was told
      And Alice holds 80, less the fees she was told

  Rule: Money can be transferred to any key, and whoever holds that key can spend it

    @lcp.issuer.transfer.anyone
    Scenario: Bob, of whom nobody had heard, pays Carol, of whom nobody had heard either
      When Alice sends 50 to Bob
      And Bob sends 20 to Carol
      Then the transfer succeeds
      And Carol finds one deposit of 20
      And Bob finds one deposit of 50
      And Bob holds 30, less the fees he was told

  Rule: A transfer to oneself costs the fee and nothing else, and is notified

    @lcp.issuer.transfer.to-oneself
    Scenario: Alice pays herself
      When Alice sends 10 to Alice
      Then the transfer succeeds
      And Alice finds one deposit of 10
      And Alice holds 100, less the fees she was told

    @lcp.issuer.transfer.to-oneself
    Scenario: Alice cannot send herself what she has not got
      When Alice sends 110 to Alice
      Then the transfer fails
      And Alice finds no deposit
      And Alice holds 100, less the fees she was told

  Rule: Money can be sent back to the issuer, which is how it is redeemed

    @lcp.issuer.transfer.to-the-issuer @as-printed
    Scenario: Alice redeems the smallest unit
      When Alice sends 0.000001 to the issuer
      Then the transfer succeeds
      And Alice holds 99.999999, less the fees she was told

  Rule: The key that the TLS session authenticated decides whose account is debited

    @lcp.issuer.transfer.own-account-only
    Scenario: Mallory names Alice as the user, and pays herself
      Given Mallory holds 100 Claire dollars
      When Mallory sends 10 to Bob, naming Alice's key as the user
      Then Alice holds 100, less the fees she was told
      And Mallory holds 90, less the fees she was told
      And Bob finds one deposit of 10

    @lcp.issuer.transfer.own-account-only
    Scenario: Mallory has not enough, and Alice's money does not help her
      Given Mallory holds 20 Claire dollars
      When Mallory sends 50 to Bob, naming Alice's key as the user
      Then the transfer fails
      And Alice holds 100, less the fees she was told
      And Bob finds no deposit
      When Mallory sends 5 to Bob
      Then the transfer succeeds

    @lcp.issuer.transfer.own-account-only
    Scenario: Mallory sends the very message that Alice sent
      Given Mallory holds 100 Claire dollars
      When Alice sends 10 to Bob
      And Mallory sends what Alice sent
      Then Alice holds 90, less the fees she was told
      And Mallory holds 90, less the fees she was told
      And Bob finds 2 deposits of 10
