Feature: Recipients
  Money sent to what can be nobody's key would be lost (spec/lcp.md, section 5).

  Background:
    Given Alice holds 100 Claire dollars
    And Bob holds 100 Claire dollars

  Rule: A recipient is a key identifier of 64 hexadecimal digits

    @lcp.issuer.transfer.recipient-form @lcp.issuer.transfer.result-words
    Scenario Outline: Bob's key, written <how>
      When Alice sends 10 to Bob, whose key is written "<how>"
      Then the transfer fails as "invalidRecipient"
      And Bob finds no deposit
      And Alice holds 100, less the fees she was told
      When Alice sends 10 to Bob
      Then the transfer succeeds
      And Bob finds one deposit of 10

      Examples:
        | how                            |
        | without its last digit         |
        | without its last byte          |
        | with a digit too many          |
        | with 0x in front               |
        | with a letter that is no digit |
        | in full-width characters       |
        | with a blank inside            |
        | with colons between the bytes  |
        | as the first half only         |
        | not at all                     |

  Rule: Hexadecimal digits are read in either case

    @lcp.issuer.transfer.recipient-case
    Scenario: Carol's first payment, under her key in lower case
      Given Carol has never been heard of
      When Alice sends 10 to Carol, whose key is written "in lower case"
      Then the transfer succeeds
      And Carol finds one deposit of 10
      And Carol holds 10, less the fees she was told

    @lcp.issuer.transfer.to-oneself
    Scenario Outline: Alice pays herself, her key written <how>
      When Alice sends 10 to Alice, whose key is written "<how>"
      Then the transfer succeeds
      And Alice finds one deposit of 10
      And Alice holds 100, less the fees she was told

      Examples:
        | how           |
        | in lower case |
        | in mixed case |

    @lcp.issuer.transfer.recipient-case
    Scenario Outline: Bob's key, written <how>
      When Alice sends 10 to Bob, whose key is written "<how>"
      Then the transfer succeeds
      And Bob finds one deposit of 10
      And Bob holds 110, less the fees he was told

      Examples:
        | how           |
        | in lower case |
        | in mixed case |
