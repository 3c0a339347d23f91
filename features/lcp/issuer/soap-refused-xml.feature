Feature: What is no XML, and document types
  Whoever repairs what is not well-formed guesses what was meant; whoever reads document types runs what others wrote
  (spec/lcp.md, section 4).

  Background:
    Given Alice holds 100 Claire dollars
    And Alice looks at her account

  Rule: What is not well-formed XML with namespaces is refused

    @lcp.issuer.soap.malformed @lcp.issuer.soap.refusal-harmless @lcp.issuer.soap.fault-codes
    Scenario: Tags, attributes and names
      When Alice sends 10 to Bob in requests with each of these
        | tags that do not match                    |
        | tags that differ in case                  |
        | an element that is not closed             |
        | an element that was never opened          |
        | an element closed twice                   |
        | elements that overlap                     |
        | a start tag without its end               |
        | a blank in front of an element's name     |
        | an end tag with an attribute              |
        | an attribute without quotes               |
        | an attribute without a value              |
        | an attribute twice                        |
        | an attribute twice under two prefixes     |
        | attributes without a blank between them   |
        | a < in an attribute                       |
        | a bare & in an attribute                  |
        | an attribute that does not end            |
        | an undeclared prefix on an attribute      |
        | an undeclared prefix on an element        |
        | a prefix that is bound to nothing         |
        | two colons in a name                      |
        | a name that begins with a digit           |
        | a name with a bracket in it               |
      Then each of them is refused
      And nothing has moved
      When Alice sends the same request without that
      Then the transfer succeeds
      And Bob finds one deposit of 10

    @lcp.issuer.soap.malformed @lcp.issuer.soap.refusal-harmless
    Scenario: References, comments, sections and declarations
      When Alice sends 10 to Bob in requests with each of these
        | a bare &                                       |
        | a reference without its semicolon              |
        | an entity of HTML                              |
        | a reference to nothing                         |
        | a character reference without digits           |
        | a character reference in letters               |
        | a reference to a control character             |
        | a reference to NUL                             |
        | a reference to half a character                |
        | a reference beyond the last character          |
        | the end of a CDATA section in text             |
        | a CDATA section that does not end              |
        | a CDATA section in small letters               |
        | two hyphens in a comment                       |
        | three hyphens at the end of a comment          |
        | a comment that does not end                    |
        | an instruction that does not end               |
        | an instruction without a name                  |
        | an instruction that is called XML              |
        | a second XML declaration                       |
        | a declaration among the parts                  |
        | white space before the XML declaration         |
        | an XML declaration without a version           |
        | an XML declaration without quotes              |
        | an XML declaration of three quotes             |
        | an XML declaration that does not end           |
        | an XML declaration that may stand alone or not |
      Then each of them is refused
      And nothing has moved
      When Alice sends the same request without that
      Then the transfer succeeds
      And Bob finds one deposit of 10

    @lcp.issuer.soap.malformed @lcp.issuer.soap.refusal-harmless
    Scenario: Characters and bytes
      When Alice sends 10 to Bob in requests with each of these
        | a control character                         |
        | a NUL                                       |
        | a character that is none                    |
        | a byte that UTF-8 does not have             |
        | a character of UTF-8 that ends too soon     |
        | a character of UTF-8 that does not begin    |
        | a letter in more bytes than it needs        |
        | half a character in UTF-8                   |
        | a letter of Latin-1                         |
        | half a unit of UTF-16                       |
        | half a character in UTF-16                  |
        | a byte order mark in the middle             |
        | noise in it                                 |
      Then each of them is refused
      And nothing has moved
      When Alice sends the same request without that
      Then the transfer succeeds
      And Bob finds one deposit of 10

    @lcp.issuer.soap.malformed @lcp.issuer.soap.refusal-harmless
    Scenario: Half of a document, and none
      When Alice sends 10 to Bob in requests with each of these
        | the first half of the document   |
        | the second half of the document  |
        | text before the envelope         |
        | an element before the envelope   |
        | nothing in it                    |
        | nothing but white space in it    |
        | words instead of XML             |
        | JSON instead of XML              |
      Then each of them is refused
      And nothing has moved
      When Alice sends the same request without that
      Then the transfer succeeds
      And Bob finds one deposit of 10

  Rule: A document type declaration is refused

    @lcp.issuer.soap.no-dtd @lcp.issuer.soap.refusal-harmless
    Scenario Outline: <defect>
      When Alice sends 10 to Bob in a request with "<defect>"
      Then the request is refused
      And nothing has moved
      When Alice sends the same request without that
      Then the transfer succeeds
      And Bob finds one deposit of 10

      Examples:
        | defect                                     |
        | a document type                            |
        | a document type with nothing in it         |
        | a document type that stands elsewhere      |
        | a document type of public name             |
        | a document type that declares an element   |
        | a document type that declares an attribute |
        | a document type that declares a notation   |
        | a document type with a comment in it       |

  Rule: No entity is expanded, and none is fetched

    @lcp.issuer.soap.no-entities @lcp.issuer.soap.refusal-harmless
    Scenario Outline: <defect>
      When Alice sends 10 to Bob in a request with "<defect>"
      Then the request is refused
      And nothing has moved
      And nothing that the request names was fetched
      When Alice sends the same request without that
      Then the transfer succeeds
      And Bob finds one deposit of 10

      Examples:
        | defect                                   |
        | an entity that nobody uses               |
        | an entity in the amount                  |
        | an entity in the transaction id          |
        | entities in entities                     |
        | an entity that holds itself              |
        | an entity in place of a predefined one   |
        | an entity with an element in it          |
        | a million laughs                         |
        | a long entity many times over            |
        | a parameter entity                       |
        | an entity that stands elsewhere          |
        | an entity of public name                 |
        | a parameter entity that stands elsewhere |
        | entities that stand elsewhere, all of them |
