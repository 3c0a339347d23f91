Feature: Requests that are sent in another way
  HTTP leaves those who send much liberty, and proxies and libraries take it.

  Background:
    Given Alice holds 100 Claire dollars
    And Bob holds 100 Claire dollars

  Rule: The content type may be spelt in any way

    @lcp.issuer.soap.content-type
    Scenario Outline: A request <sent>
      When Alice sends 10 to Bob, sent "<sent>"
      Then the transfer succeeds
      And Bob asks, sent "<sent>", and finds one deposit of 10

      Examples:
        | sent                                   |
        | with the content type in capitals      |
        | with the charset in quotes             |
        | with white space around the charset    |
        | without white space before the charset |
        | without a charset                      |

  Rule: The SOAPAction does not matter

    @lcp.issuer.soap.soap-action
    Scenario Outline: A request <sent>
      When Alice sends 10 to Bob, sent "<sent>"
      Then the transfer succeeds
      And Bob asks, sent "<sent>", and finds one deposit of 10

      Examples:
        | sent                        |
        | with another SOAPAction     |
        | with an unquoted SOAPAction |
        | with an empty SOAPAction    |
        | without a SOAPAction        |

  Rule: The body may come in chunks

    @lcp.issuer.soap.chunked
    Scenario Outline: A request <sent>
      When Alice sends 10 to Bob, sent "<sent>"
      Then the transfer succeeds
      And Bob asks, sent "<sent>", and finds one deposit of 10

      Examples:
        | sent                      |
        | in one chunk              |
        | in chunks                 |
        | in chunks of one byte     |
        | in chunks with extensions |
        | in chunks with a trailer  |

  Rule: Whoever asks before sending the body is served, with a word or without

    @lcp.issuer.soap.expect-continue
    Scenario Outline: A request <sent>
      When Alice sends 10 to Bob, sent "<sent>"
      Then the transfer succeeds
      And Bob asks, sent "<sent>", and finds one deposit of 10

      Examples:
        | sent                  |
        | after asking to go on |

  Rule: A request in many small pieces is the same request

    @lcp.issuer.soap.split-writes
    Scenario Outline: A request <sent>
      When Alice sends 10 to Bob, sent "<sent>"
      Then the transfer succeeds
      And Bob asks, sent "<sent>", and finds one deposit of 10

      Examples:
        | sent                    |
        | with the body by itself |
        | in pieces               |
        | byte by byte            |

  Rule: Requests that are sent ahead are answered in their order

    @lcp.issuer.soap.pipelining
    Scenario: Alice does not wait for the answers
      When Alice sends 10 to Bob, asks, sends 200, asks and sends 20, without waiting for answers
      Then the answers are a success, a list, a failure, a list and a success
      And Bob finds what the answers say
      When Alice sends 5 to Bob
      Then the transfer succeeds
