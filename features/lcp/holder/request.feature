Feature: What the holder sends
  A holder sends what no issuer may refuse.

  Background:
    Given an issuer with whom the holder has 100

  Rule: A request is what the profile says

    @lcp.holder.request.form
    Scenario: Envelope and HTTP
      When the holder is told to pay 10 to Bob
      And the holder is told to pay 20 to Carol for the user "carol"
      And the holder waits up to 1 s for its deposits
      Then every request had the form of the profile
      And Bob has been paid 10 once
      And Carol has been paid 20 once

    @lcp.holder.request.parts
    Scenario: Wrapper and parts
      When the holder is told to pay 10 to Bob
      And the holder is told to pay 20 to Carol for the user "carol"
      And the holder waits up to 1 s for its deposits
      Then every request had the parts of the WSDL
      And Bob has been paid 10 once
      And Carol has been paid 20 once

    @lcp.holder.request.conventions
    Scenario: What toolkits do
      When the holder is told to pay 10 to Bob
      And the holder is told to pay 20 to Carol for the user "carol"
      And the holder waits up to 1 s for its deposits
      Then every request had the conventions of toolkits
      And Bob has been paid 10 once
      And Carol has been paid 20 once

    @lcp.holder.request.parts
    Scenario: An issuer that takes nothing but what it must
      Given the issuer refuses what the profile lets it refuse
      When the holder is told to pay 10 to Bob
      Then it reports the payment as executed
      And Bob has been paid 10 once

  Rule: Texts arrive as they were given

    @lcp.holder.request.texts
    Scenario Outline: <text>
      When the holder is told to pay 10 to Bob, with "<text>" as transaction id and userid
      Then it reports the payment as executed
      And Bob has been paid 10 once, with both as they are

      Examples:
        | text                        |
        | leading and trailing blanks |
        | markup and ampersands       |
        | the end of a CDATA section  |
        | a carriage return           |
        | a line feed and a tab       |
        | letters of many scripts     |
        | characters beyond 65535     |
        | composed and decomposed     |
        | 256 characters              |
        | something empty             |

    @lcp.holder.request.texts
    Scenario Outline: <text>, which cannot be sent
      When the holder is told to pay 10 to Bob, with "<text>" as transaction id
      Then no other transaction id was sent
      And Bob has not been paid
      When the holder is told to pay 20 to Carol
      Then it reports the payment as executed

      Examples:
        | text                         |
        | a character that XML has not |
        | 257 characters               |

    @lcp.holder.request.texts
    Scenario Outline: The recipient is given <how>
      When the holder is told to pay 10 to Bob, whose key is given <how>
      Then it reports the payment as executed
      And Bob has been paid 10 once

      Examples:
        | how                |
        | in capital letters |
        | in small letters   |
