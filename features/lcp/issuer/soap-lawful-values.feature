Feature: Values that are written in another way
  A value is the characters that XML makes of it, whatever comments, sections, references and encodings they come in.

  Background:
    Given Alice holds 100 Claire dollars
    And Bob holds 100 Claire dollars

  Rule: Comments mean nothing wherever they stand

    @lcp.issuer.soap.comments
    Scenario Outline: A request <written>
      When Alice sends 10 to Bob, written "<written>"
      Then the transfer succeeds
      And Bob asks, written "<written>", and finds one deposit of 10

      Examples:
        | written                               |
        | with comments around the envelope     |
        | with comments between the elements    |
        | with comments beside values           |
        | with comments in the middle of values |

  Rule: A value in a CDATA section, or partly in one, is the same value

    @lcp.issuer.soap.cdata
    Scenario Outline: A request <written>
      When Alice sends 10 to Bob, written "<written>"
      Then the transfer succeeds
      And Bob asks, written "<written>", and finds one deposit of 10
      When Alice sends 20 to Bob with the transaction id "␠<b>&amp;</b>␊]]>1␠", written "<written>"
      Then the transfer succeeds
      And Bob finds one deposit of 20

      Examples:
        | written                               |
        | with values in CDATA                  |
        | with values partly in CDATA           |
        | with values in several CDATA sections |

  Rule: Character references stand for their characters, in numbers too

    @lcp.issuer.soap.character-references
    Scenario Outline: A request <written>
      When Alice sends 10 to Bob, written "<written>"
      Then the transfer succeeds
      And Bob asks, written "<written>", and finds one deposit of 10
      When Alice sends 20 to Bob with the transaction id "<id>", written "<written>"
      Then the transfer succeeds
      And Bob finds one deposit of 20

      Examples:
        | written                                     | id                |
        | with decimal character references           | ␠1␍␊2␉<é𝄞>&amp;   |
        | with hexadecimal character references       | ␠1␍␊2␉<é𝄞>&amp;   |
        | with the five entities                      | <'1'>&amp;'2'&lt; |
        | with character references in the namespaces | 12345678          |

  Rule: UTF-8 is read with and without byte order mark and declaration

    @lcp.issuer.soap.utf-8
    Scenario Outline: A request <written>
      When Alice sends 10 to Bob, written "<written>"
      Then the transfer succeeds
      And Bob asks, written "<written>", and finds one deposit of 10
      When Alice sends 20 to Bob with the transaction id "Zażółć 検査 𝄞", written "<written>"
      Then the transfer succeeds
      And Bob finds one deposit of 20

      Examples:
        | written                                                          |
        | in UTF-8 with a byte order mark                                  |
        | in UTF-8 with a byte order mark and without an XML declaration   |
        | without an XML declaration                                       |
        | with an XML declaration that names no encoding                   |
        | with an XML declaration that names the encoding in small letters |
        | with an XML declaration in single quotes                         |
        | with an XML declaration that says standalone                     |

  Rule: UTF-16 with a byte order mark is read in both byte orders

    @lcp.issuer.soap.utf-16
    Scenario Outline: A request <written>
      When Alice sends 10 to Bob, written "<written>"
      Then the transfer succeeds
      And Bob asks, written "<written>", and finds one deposit of 10
      When Alice sends 20 to Bob with the transaction id "Zażółć 検査 𝄞", written "<written>"
      Then the transfer succeeds
      And Bob finds one deposit of 20

      Examples:
        | written                  |
        | in UTF-16, big-endian    |
        | in UTF-16, little-endian |
