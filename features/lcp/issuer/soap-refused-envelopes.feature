Feature: Envelopes that are not what they should be
  An envelope of another version of SOAP, a header that has to be understood and is not, a message of another protocol, or two
  messages in one: nothing of it is executed (spec/lcp.md, section 4).

  Background:
    Given Alice holds 100 Claire dollars
    And Alice looks at her account

  Rule: An unknown header that must be understood is answered with a Fault

    @lcp.issuer.soap.must-understand @lcp.issuer.soap.refusal-harmless @lcp.issuer.soap.fault-codes
    Scenario Outline: <defect>
      When Alice sends 10 to Bob in a request with "<defect>"
      Then the request is refused
      And nothing has moved
      When Alice sends the same request without that
      Then the transfer succeeds
      And Bob finds one deposit of 10

      Examples:
        | defect                                                      |
        | a header that must be understood                            |
        | a header that must be understood behind one that need not   |
        | a header that whoever reads it first must understand        |

  Rule: An envelope that is not in SOAP 1.1's namespace is refused

    @lcp.issuer.soap.envelope-version @lcp.issuer.soap.refusal-harmless @lcp.issuer.soap.fault-codes
    Scenario Outline: <defect>
      When Alice sends 10 to Bob in a request with "<defect>"
      Then the request is refused
      And nothing has moved
      When Alice sends the same request without that
      Then the transfer succeeds
      And Bob finds one deposit of 10

      Examples:
        | defect                                              |
        | an envelope of SOAP 1.2                             |
        | an envelope of a draft of SOAP                      |
        | an envelope whose namespace lacks its last character |
        | an envelope whose namespace is written in capitals  |
        | an envelope in no namespace                         |
        | no envelope                                         |
        | another root than an envelope                       |

  Rule: A wrapper that is not in LCP's namespace is refused

    @lcp.issuer.soap.body-namespace @lcp.issuer.soap.refusal-harmless
    Scenario Outline: <defect>
      When Alice sends 10 to Bob in a request with "<defect>"
      Then the request is refused
      And nothing has moved
      When Alice sends the same request without that
      Then the transfer succeeds
      And Bob finds one deposit of 10

      Examples:
        | defect                                             |
        | a wrapper in another namespace                     |
        | a wrapper in no namespace                          |
        | a wrapper in the envelope's namespace              |
        | a wrapper whose namespace has a character too many |
        | a wrapper whose namespace is written in capitals   |

  Rule: Of two bodies, or two wrappers in one, nothing is executed

    @lcp.issuer.soap.several-bodies @lcp.issuer.soap.refusal-harmless
    Scenario Outline: <defect>
      When Alice sends 10 to Bob in a request with "<defect>"
      Then the request is refused
      And nothing has moved
      When Alice sends the same request without that
      Then the transfer succeeds
      And Bob finds one deposit of 10

      Examples:
        | defect                                |
        | two bodies                            |
        | two bodies, the second of them empty  |
        | two bodies, the first of them empty   |
        | two wrappers                          |
        | two operations                        |
        | two operations, the other one first   |

  Rule: An element or text behind the envelope is refused with it

    @lcp.issuer.soap.trailing-content @lcp.issuer.soap.refusal-harmless
    Scenario Outline: <defect>
      When Alice sends 10 to Bob in a request with "<defect>"
      Then the request is refused
      And nothing has moved
      When Alice sends the same request without that
      Then the transfer succeeds
      And Bob finds one deposit of 10

      Examples:
        | defect                                  |
        | an element behind the envelope          |
        | text behind the envelope                |
        | a second envelope                       |
        | a second document                       |
        | a CDATA section behind the envelope     |
        | a character reference behind the envelope |
        | an end tag behind the envelope          |
