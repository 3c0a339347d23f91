Feature: How answers are written
  Whoever reads an answer relies on its form, its namespaces, its encoding and its status (spec/lcp.md, section 4).

  Background:
    Given Alice holds 100 Claire dollars
    And Bob has never been heard of

  Rule: An answer has the form of the description, and its namespaces

    @lcp.issuer.soap.answer-form @lcp.issuer.soap.answer-namespace @lcp.issuer.soap.answer-encoding
    Scenario: Answers of every kind
      When Alice sends 10 to Bob for the user "carol"
      And Bob looks at his account
      And Bob looks at his account
      And Alice sends 200 to Bob
      And Alice sends 10 to Bob in a request with "no amount"
      And Bob asks for deposits in a request with "no wait"
      And Bob puts the connection down
      And Bob looks at his account
      Then every answer has the form that the description gives it
      And every answer is in the namespaces that the description gives it
      And every answer is encoded as it says

  Rule: An answer is what it says it is, whatever script it is in

    @lcp.issuer.soap.answer-encoding
    Scenario Outline: A transaction id with <what> in it
      When Alice sends 10 to Bob with the transaction id "<text>"
      And Bob looks at his account
      Then every answer is encoded as it says
      When Alice sends 10 to Bob with the transaction id "<text>"
      Then Bob finds one deposit of 10

      Examples:
        | what                   | text                  |
        | nothing special        | order 66              |
        | accents                | café, naïve, Ærøskøbing |
        | letters of other Latin | Łódź, İstanbul, Tiếng Việt |
        | Greek                  | Ωμέγα                 |
        | Cyrillic               | Привет                |
        | Hebrew                 | שלום                  |
        | Arabic                 | سلام                  |
        | Devanagari             | नमस्ते                   |
        | Chinese                | 你好                  |
        | Japanese               | さようなら            |
        | Hangul                 | 안녕                  |
        | combining marks        | café                 |
        | emoji                  | 🎟️👩‍🚀                |
        | beyond the first plane | 𝄞𐍈                    |

  Rule: A Fault comes with a status of 4xx or 5xx

    @lcp.issuer.soap.fault-status @lcp.issuer.soap.fault-codes
    Scenario: Refusals of many kinds
      When Alice sends 10 to Bob in requests with each of these
        | a header that must be understood       |
        | an envelope of SOAP 1.2                |
        | a wrapper in another namespace         |
        | no amount                              |
        | the amount twice                       |
        | two bodies                             |
        | text behind the envelope               |
        | tags that do not match                 |
        | nothing in it                          |
        | a document type                        |
      Then each of them is refused
      And no Fault comes with a status of success
      When Alice sends the same request without that
      Then the transfer succeeds
      And Bob finds one deposit of 10
