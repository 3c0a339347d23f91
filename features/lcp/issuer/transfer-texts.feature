Feature: Transaction ids and users
  The recipient associates a payment with its payer by the transaction id (paper §3). To the issuer it means nothing.

  Background:
    Given Alice holds 100 Claire dollars
    And Bob holds 100 Claire dollars

  Rule: The transaction id arrives character for character

    @lcp.issuer.transfer.transaction-id-verbatim
    Scenario Outline: A transaction id with <what>
      When Alice sends 10 to Bob with the transaction id "<id>"
      Then the transfer succeeds
      And Bob finds one deposit of 10

      Examples:
        | what                    | id                                       |
        | nothing in it           |                                          |
        | a leading blank         | ␠12345678                                |
        | blanks at both ends     | ␠␠12345678␠␠                             |
        | blanks only             | ␠␠␠                                      |
        | blanks in a row         | 1234␠␠␠5678                              |
        | a tab and line feeds    | 1␉2␊3␊␊4                                 |
        | carriage returns        | 1␍2␍␊3␍                                  |
        | markup                  | <b>1234</b><!-- 5678 -->                 |
        | entities                | &amp;lt;&#13;&nbsp;&                     |
        | the end of CDATA        | <![CDATA[1234]]>5678]]>                  |
        | the end of its element  | </transactionId><amount>1000</amount>    |
        | SQL                     | 1'); DROP TABLE accounts;--              |
        | other scripts           | Zażółć δοκιμή проверка 検査 اختبار       |
        | symbols                 | 𝄞 🜚 👩‍👩‍👧                                  |
        | letters not normalised  | Ångström Å ﬁ                            |
        | leading zeros           | 00012345678                              |
        | a number's look         | +1.50                                    |
        | both cases              | aBcDeF                                   |
        | a zero and nothing else | 0                                        |
        | backslashes             | C:\\new\\0                               |
        | what is hardly seen     | 1⟨200B⟩⟨FEFF⟩⟨AD⟩⟨202E⟩2⟨85⟩⟨2028⟩⟨2029⟩3⟨7F⟩⟨80⟩⟨9F⟩4⟨A0⟩⟨2007⟩ |

    @lcp.issuer.transfer.transaction-id-verbatim
    Scenario Outline: A transaction id of 256 <characters>
      When Alice sends 10 to Bob with a transaction id of 256 <characters>
      Then the transfer succeeds
      And Bob finds one deposit of 10

      Examples:
        | characters |
        | letters    |
        | accents    |
        | symbols    |

  Rule: Two transfers may bear the same transaction id

    @lcp.issuer.transfer.transaction-id-opaque
    Scenario: Alice pays twice under the same transaction id
      When Alice sends 10 to Bob with the transaction id "12345678"
      And Alice sends 10 to Bob with the transaction id "12345678"
      Then the transfer succeeds
      And Bob finds 2 deposits of 10
      And Alice holds 80, less the fees she was told

    @lcp.issuer.transfer.transaction-id-opaque
    Scenario: Two holders pay under the same transaction id
      Given Carol holds 100 Claire dollars
      When Alice sends 10 to Bob with the transaction id "12345678"
      And Carol sends 10 to Bob with the transaction id "12345678"
      Then the transfer succeeds
      And Bob finds 2 deposits of 10

  Rule: A transaction id of more than 256 code points is not executed

    @lcp.issuer.transfer.transaction-id-too-long
    Scenario Outline: A transaction id of 257 <characters>
      When Alice sends 10 to Bob with a transaction id of 257 <characters>
      Then the transfer fails
      And Bob finds no deposit
      And Alice holds 100, less the fees she was told
      When Alice sends 10 to Bob with a transaction id of 256 <characters>
      Then the transfer succeeds
      And Bob finds one deposit of 10

      Examples:
        | characters |
        | letters    |
        | symbols    |

  Rule: A userid of more than 256 code points is not executed

    @lcp.issuer.transfer.userid-too-long
    Scenario: A user of 257 symbols
      When Alice sends 10 to Bob for a user of 257 symbols
      Then the transfer fails
      And Bob finds no deposit
      And Alice holds 100, less the fees she was told
      When Alice sends 10 to Bob for a user of 256 symbols
      Then the transfer succeeds
      And Bob finds one deposit of 10

  Rule: The userid arrives with the deposit, character for character

    @lcp.issuer.transfer.userid
    Scenario: Alice pays for a user of 256 symbols
      When Alice sends 10 to Bob for a user of 256 symbols
      Then the transfer succeeds
      And Bob finds one deposit of 10

    @lcp.issuer.transfer.userid
    Scenario Outline: Alice pays for <who>
      When Alice sends 10 to Bob for the user "<user>"
      Then the transfer succeeds
      And Bob finds one deposit of 10

      Examples:
        | who                      | user                      |
        | a customer of Bob's      | customer 4711             |
        | one with leading blanks  | ␠␠4711                    |
        | one with markup          | <i>4711</i>&amp;]]>       |
        | one with line breaks     | 47␊11␍␉                   |
        | one in other scripts     | Владимир 検査 𝄞           |
        | a zero and nothing else  | 0                         |
        | one with leading zeros   | 007                       |
        | one called null          | null                      |
        | one with backslashes     | ⟨A0⟩C:\\new\\0⟨200B⟩    |

  Rule: An empty userid, or none, names no user

    @lcp.issuer.transfer.userid-absent
    Scenario: The userid is not there
      When Alice sends 10 to Bob
      Then the transfer succeeds
      And Bob finds one deposit of 10

    @lcp.issuer.transfer.userid-absent
    Scenario: The userid is empty
      When Alice sends 10 to Bob for the user ""
      Then the transfer succeeds
      And Bob finds one deposit of 10
