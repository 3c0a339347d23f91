Feature: What the holder sends
  A holder sends what no issuer may refuse.

  Background:
    Given an issuer with whom the holder has 100

  Rule: A request is what the profile says

    @lcp.holder.request.form
    Scenario: Envelope and HTTP
      When the holder is told to pay 10 to Bob
      And the holder is told to pay 20 to Carol for the user "carol"
      And the holder is asked for its deposits
      Then every request had the form of the profile
      And Bob has been paid 10 once
      And Carol has been paid 20 once

    @lcp.holder.request.parts
    Scenario: Wrapper and parts
      When the holder is told to pay 10 to Bob
      And the holder is told to pay 20 to Carol for the user "carol"
      And the holder is asked for its deposits
      Then every request had the parts of the WSDL
      And Bob has been paid 10 once
      And Carol has been paid 20 once

    @lcp.holder.request.conventions
    Scenario: What toolkits do
      When the holder is told to pay 10 to Bob
      And the holder is told to pay 20 to Carol for the user "carol"
      And the holder is asked for its deposits
      Then every request had the conventions of toolkits
      And Bob has been paid 10 once
      And Carol has been paid 20 once

  Rule: Texts arrive as they were given

    @lcp.holder.request.texts
    Scenario Outline: A text with <what>
      When the holder is told to pay 10 to Bob with "<text>" as transaction id and userid
      Then it reports the payment as executed
      And each of these payments was made once

      Examples:
        | what                        | text                                |
        | leading and trailing blanks | ␠␠12345678␠␠                        |
        | nothing but blanks          | ␠␠                                  |
        | markup and ampersands       | <b>1234</b><!-- 5678 --> &amp;lt; & |
        | the end of a CDATA section  | <![CDATA[1234]]>5678]]>             |
        | the end of its element      | </transactionId><amount>1</amount>  |
        | a carriage return           | 1␍2␍␊3␍                             |
        | a line feed and a tab       | ␊1␉2␊                               |
        | quotes                      | 1'); DROP TABLE accounts;--         |
        | letters of many scripts     | Zażółć δοκιμή проверка 検査 اختبار  |
        | characters beyond 65535     | 𝄞 🜚 👩‍👩‍👧                             |
        | letters not normalised      | Ångström Å ﬁ                       |
        | a number's look             | +1.50                               |
        | leading zeros               | 00012345678                         |

    @lcp.holder.request.texts
    Scenario Outline: A text of 256 <characters>
      When the holder is told to pay 10 to Bob with 256 <characters> as transaction id and userid
      Then it reports the payment as executed
      And each of these payments was made once

      Examples:
        | characters |
        | letters    |
        | accents    |
        | symbols    |

    @lcp.holder.request.texts
    Scenario: A text of 257 letters, which no issuer takes
      When the holder is told to pay 10 to Bob with 257 letters as transaction id and userid
      Then nothing else was sent in its place
      And it does not report the payment as executed
      When the holder is told to pay 20 to Carol
      Then it reports the payment as executed

    @lcp.holder.request.texts
    Scenario: An empty text
      When the holder is told to pay 10 to Bob with "" as transaction id and userid
      Then nothing else was sent in its place

    @lcp.holder.request.texts
    Scenario: A text with a character that XML has not, which cannot be sent
      When the holder is told to pay 10 to Bob with "1␁2" as transaction id and userid
      Then nothing else was sent in its place
      And it does not report the payment as executed
      When the holder is told to pay 20 to Carol
      Then it reports the payment as executed

    @lcp.holder.request.texts
    Scenario: The recipient's key is told in small letters
      When the holder is told to pay 10 to Bob, whose key is told in small letters
      Then it reports the payment as executed
      And Bob has been paid 10 once
