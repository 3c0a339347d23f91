Feature: Requests that are written in another way
  Requests come from many toolkits, and from people who write XML by hand. What they say counts, and not how they write it.

  Background:
    Given Alice holds 100 Claire dollars
    And Bob holds 100 Claire dollars

  Rule: A request has the operation's name or the message's

    @lcp.issuer.soap.both-wrappers
    Scenario: As the paper prints it
      When Alice sends 10 to Bob, written "under the message's name"
      Then the transfer succeeds
      And Bob asks, written "under the message's name", and finds one deposit of 10
      # The usual name works beside it.
      When Alice sends 20 to Bob
      Then the transfer succeeds
      And Bob finds one deposit of 20

  Rule: Any prefix will do, or none, declared on any element around

    @lcp.issuer.soap.prefixes
    Scenario Outline: A request <written>
      When Alice sends 10 to Bob, written "<written>"
      Then the transfer succeeds
      And Bob asks, written "<written>", and finds one deposit of 10

      Examples:
        | written                                           |
        | with other prefixes                               |
        | with prefixes in other letters                    |
        | with the prefixes exchanged                       |
        | with one prefix bound anew                        |
        | with the envelope's namespace as the default      |
        | with the message's namespace as the default       |
        | with both namespaces as the default               |
        | with all namespaces declared on the envelope      |
        | with the message's namespace declared on the body |

  Rule: The parts are taken in any order

    @lcp.issuer.soap.part-order
    Scenario Outline: A transfer <written>
      When Alice sends 10 to Bob, written "<written>"
      Then the transfer succeeds
      And Bob finds one deposit of 10

      Examples:
        | written                         |
        | with the parts in reverse order |
        | with the parts in another order |

  Rule: An xsi:type on a part is tolerated

    @lcp.issuer.soap.xsi-type
    Scenario Outline: A request <written>
      When Alice sends 10 to Bob, written "<written>"
      Then the transfer succeeds
      And Bob asks, written "<written>", and finds one deposit of 10

      Examples:
        | written                           |
        | with the types of XML Schema      |
        | with the types of the description |

  Rule: An encodingStyle is tolerated on any element

    @lcp.issuer.soap.encoding-style
    Scenario Outline: A request <written>
      When Alice sends 10 to Bob, written "<written>"
      Then the transfer succeeds
      And Bob asks, written "<written>", and finds one deposit of 10

      Examples:
        | written                               |
        | with an encodingStyle on the envelope |
        | with an encodingStyle on the body     |
        | with an encodingStyle on the message  |
        | with an encodingStyle on each part    |

  Rule: A header entry that need not be understood is ignored

    @lcp.issuer.soap.unknown-headers
    Scenario Outline: A request <written>
      When Alice sends 10 to Bob, written "<written>"
      Then the transfer succeeds
      And Bob asks, written "<written>", and finds one deposit of 10

      Examples:
        | written                                         |
        | with an empty header                            |
        | with a header entry that nobody knows           |
        | with a header entry that need not be understood |
        | with a header entry for another actor           |
        | with a header entry that looks like a message   |
