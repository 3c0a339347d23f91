Feature: Answers that are written in another way
  Answers come from many toolkits. What they say counts, and not how they write it.

  Background:
    Given an issuer with whom the holder has 100
    And the issuer charges 1.2 for a transfer

  Rule: Prefixes and attributes mean nothing

    @lcp.holder.response.names
    Scenario Outline: Answers <written>
      Given the issuer writes its answers "<written>"
      Then the holder pays, is paid and tells both rightly

      Examples:
        | written                                           |
        | with other prefixes                               |
        | with prefixes in other letters                    |
        | with the prefixes exchanged                       |
        | with one prefix bound anew                        |
        | with the envelope's namespace as the default      |
        | with the message's namespace as the default       |
        | with all namespaces declared on the envelope      |
        | with the message's namespace declared on the body |
        | with namespaces that nobody uses                  |
        | with an xsi:type on every part                    |
        | with an encodingStyle on the envelope             |
        | with an encodingStyle on the response             |

  Rule: Comments, CDATA and references mean what XML says

    @lcp.holder.response.texts
    Scenario Outline: Answers <written>
      Given the issuer writes its answers "<written>"
      Then the holder pays, is paid and tells both rightly

      Examples:
        | written                                |
        | with comments between elements         |
        | with comments in the middle of values  |
        | with a comment that has another answer |
        | with a comment before the envelope     |
        | with values in CDATA sections          |
        | with values partly in CDATA sections   |
        | with decimal character references      |
        | with hexadecimal character references  |
        | with white space between elements      |
        | without any white space                |
        | with white space around numbers        |
        | with white space in tags               |
        | with single quotes                     |

  Rule: Encodings

    @lcp.holder.response.encodings
    Scenario Outline: Answers <written>
      Given the issuer writes its answers "<written>"
      Then the holder pays, is paid and tells both rightly

      Examples:
        | written                             |
        | in UTF-8 with a byte order mark     |
        | in UTF-8 without a declaration      |
        | in UTF-16, little end first         |
        | in UTF-16, big end first            |
        | with the charset in quotes          |
        | with the charset in capital letters |
        | without a charset                   |

  Rule: Headers that nobody must understand

    @lcp.holder.response.headers
    Scenario Outline: Answers <written>
      Given the issuer writes its answers "<written>"
      Then the holder pays, is paid and tells both rightly

      Examples:
        | written                                   |
        | with an empty header                      |
        | with a header that nobody knows           |
        | with a header that need not be understood |
        | with a header that looks like an answer   |

  Rule: A header that must be understood is not passed over

    @lcp.holder.response.must-understand
    Scenario: The issuer executes nothing, and says so in a header that must be understood
      Given the issuer answers transfers with "a success behind a header that must be understood"
      When the holder is told to pay 10 to Bob within 3 s
      Then it does not report the payment as executed
      Given the issuer answers as usual again
      When the holder is told to pay 20 to Carol
      Then it reports the payment as executed

  Rule: HTTP's liberties

    @lcp.holder.response.framing
    Scenario Outline: Answers <written>
      Given the issuer writes its answers "<written>"
      Then the holder pays, is paid and tells both rightly

      Examples:
        | written                                            |
        | chunked                                            |
        | chunked, a byte each                               |
        | chunked, with extensions and trailers              |
        | up to the end of the connection                    |
        | behind a response 100                              |
        | behind a response 103 with fields                  |
        | behind three interim responses                     |
        | with field names in small letters                  |
        | with field names in capital letters                |
        | without a reason phrase                            |
        | with fields that nobody knows                      |
        | a byte at a time                                   |
        | in three pieces, each a while after the one before |
        | in pieces that split characters                    |
        | with the connection closed behind each             |

  Rule: What nobody asked for answers nothing

    @lcp.holder.response.unsolicited
    Scenario Outline: The issuer sends <more> behind the answer to a payment, and the next one fails
      Given the issuer sends "<more>" behind the answer to the next transfer
      When the holder is told to pay 10 to Bob
      Then Bob has been paid 10 once
      And all of that has been sent
      Given the issuer answers transfers with "refused"
      When the holder is told to pay 20 to Carol
      Then it does not report the payment as executed
      And Carol has not been paid
      Given the issuer answers as usual again
      When the holder is told to pay 5 to Dave
      Then it reports the payment as executed

      Examples:
        | more                             |
        | the same answer at once          |
        | the same answer a little later   |
        | another success with another fee |

  Rule: What is not well-formed is no answer

    @lcp.holder.response.well-formed
    Scenario Outline: The issuer executes nothing, and answers <garbage>
      Given the issuer answers transfers with "<garbage>"
      When the holder is told to pay 10 to Bob within 3 s
      Then it does not report the payment as executed
      Given the issuer answers as usual again
      When the holder is told to pay 20 to Carol
      Then it reports the payment as executed
      And Carol has been paid 20 once

      Examples:
        | garbage                                      |
        | a success with an end tag missing            |
        | a success with end tags crossed              |
        | a success with an unbound prefix             |
        | a success with an attribute twice            |
        | a success with a character that XML has not  |
        | a success with text behind it                |
        | a success with a second envelope behind      |
        | a success that is not the UTF-8 that it says |

  Rule: No entity is expanded, nothing is fetched

    @lcp.holder.response.no-entities
    Scenario Outline: The issuer executes nothing, and answers <document>
      Given the issuer answers transfers with "<document>"
      When the holder is told to pay 10 to Bob within 3 s
      Then it does not report the payment as executed
      And nobody has fetched what the document names
      And it reports the payment in time
      Given the issuer answers as usual again
      When the holder is told to pay 20 to Carol
      Then it reports the payment as executed

      Examples:
        | document                    |
        | a success by an entity      |
        | a result out of the network |
        | a result out of a file      |
        | a billion laughs            |

    @lcp.holder.response.no-entities
    Scenario Outline: The issuer answers a question for deposits with <document>
      Given the issuer answers questions for deposits with "<document>"
      When 5 is paid to the holder
      And the holder is asked for its deposits, and has 3 s
      Then it reports in time that it does not know
      And nobody has fetched what the document names
      Given the issuer answers as usual again
      When the holder is asked for its deposits
      Then it reports the deposits that were paid, each once

      Examples:
        | document                     |
        | a deposit by an entity       |
        | a deposit out of the network |
        | a deposit out of a file      |
        | a billion laughs             |

    @lcp.holder.response.no-entities
    Scenario: The issuer answers a payment as usual, under a document type that is to be fetched
      Given the issuer writes its answers "under a document type that is to be fetched"
      When the holder is told to pay 10 to Bob within 3 s
      Then nobody has fetched what the document names
      Given the issuer writes its answers "as usual"
      When the holder is told to pay 20 to Carol
      Then it reports the payment as executed

    @lcp.holder.response.no-entities
    Scenario: The issuer answers a question for deposits as usual, under a document type that is to be fetched
      Given the issuer writes its answers "under a document type that is to be fetched"
      When the holder is asked for its deposits, and has 3 s
      Then nobody has fetched what the document names
      Given the issuer writes its answers "as usual"
      When 5 is paid to the holder
      And the holder is asked for its deposits
      Then it reports one deposit of 5

    @lcp.holder.response.no-entities
    Scenario Outline: The description is written <document>
      Given the issuer writes its description "<document>"
      When the holder is told to pay 10 to Bob within 3 s
      Then nobody has fetched what the document names
      And nothing was sent to an address that an entity names
      Given the issuer writes its description "as usual"
      When the holder is told to pay 20 to Carol
      Then it reports the payment as executed

      Examples:
        | document                                        |
        | with an address that is an entity               |
        | with an address that is an entity to be fetched |

  Rule: All of it together

    @lcp.holder.response.combinations
    Scenario: Answers that are drawn
      Given the issuer writes its answers in 40 ways that are drawn, one after the other
      Then the holder pays, is paid and tells both rightly, each time
