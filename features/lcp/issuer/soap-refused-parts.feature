Feature: Parts that are missing, repeated or unknown
  A request that lacks something, or says something twice, cannot be meant. It is refused, and its message counter stays free
  (spec/lcp.md, section 4).

  Background:
    Given Alice holds 100 Claire dollars
    And Alice looks at her account

  Rule: A request without one of its parts is refused

    @lcp.issuer.soap.missing-part @lcp.issuer.soap.refusal-harmless @lcp.issuer.soap.fault-codes
    Scenario Outline: A transfer with <defect>
      When Alice sends 10 to Bob in a request with "<defect>"
      Then the request is refused
      And nothing has moved
      When Alice sends the same request without that
      Then the transfer succeeds
      And Bob finds one deposit of 10

      Examples:
        | defect                             |
        | no recipient                       |
        | no amount                          |
        | no transaction id                  |
        | no message counter                 |
        | a misspelt amount                  |
        | a misspelt recipient               |
        | a message counter in small letters |
        | an amount of another namespace     |
        | no parts                           |
        | no operation                       |
        | no body                            |

    @lcp.issuer.soap.missing-part
    Scenario Outline: A deposits request with <defect>
      When Alice sends 10 to Bob
      And Bob asks for deposits in a request with "<defect>"
      Then the request is refused
      When Bob puts the connection down
      Then Bob finds one deposit of 10

      Examples:
        | defect          |
        | no wait         |
        | a misspelt wait |
        | no parts        |

  Rule: A request in which a part is repeated is refused, even when both say the same

    @lcp.issuer.soap.repeated-part @lcp.issuer.soap.refusal-harmless
    Scenario Outline: A transfer with <defect>
      When Alice sends 10 to Bob in a request with "<defect>"
      Then the request is refused
      And nothing has moved
      When Alice sends the same request without that
      Then the transfer succeeds
      And Bob finds one deposit of 10

      Examples:
        | defect                    |
        | the recipient twice       |
        | two recipients            |
        | the user twice            |
        | the amount twice          |
        | two amounts               |
        | the transaction id twice  |
        | two transaction ids       |
        | the message counter twice |
        | two message counters      |

    @lcp.issuer.soap.repeated-part
    Scenario Outline: A deposits request with <defect>
      When Alice sends 10 to Bob
      And Bob asks for deposits in a request with "<defect>"
      Then the request is refused
      When Bob puts the connection down
      Then Bob finds one deposit of 10

      Examples:
        | defect         |
        | the wait twice |
        | another wait   |

  Rule: A request with a part that the description does not have is refused

    @lcp.issuer.soap.unknown-part @lcp.issuer.soap.refusal-harmless
    Scenario Outline: A transfer with <defect>
      When Alice sends 10 to Bob in a request with "<defect>"
      Then the request is refused
      And nothing has moved
      When Alice sends the same request without that
      Then the transfer succeeds
      And Bob finds one deposit of 10

      Examples:
        | defect                               |
        | an unknown part                      |
        | an unknown part of another namespace |
        | a misspelt user                      |
        | a part of the answer                 |
