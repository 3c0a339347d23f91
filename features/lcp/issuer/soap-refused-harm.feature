Feature: Refusals do no harm
  What never was a well-formed request is neither success nor failure of a transfer: no money and no counter has moved, and the
  next request is served (spec/lcp.md, section 4).

  Rule: After a refusal nothing has moved, and the next request is served

    @lcp.issuer.soap.refusal-harmless
    Scenario Outline: After a request with <defect>
      Given Alice holds 100 Claire dollars
      And Alice looks at her account
      When Alice sends 10 to Bob in a request with "<defect>"
      Then the request is refused
      And nothing has moved
      When Alice sends 10 to Bob in a request with "<defect>"
      And Alice sends the same request without that
      Then the transfer succeeds
      And Bob finds one deposit of 10
      And Alice holds 90, less the fees she was told

      Examples:
        | defect                           |
        | a header that must be understood |
        | an envelope of SOAP 1.2          |
        | a wrapper in another namespace   |
        | no amount                        |
        | two amounts                      |
        | two wrappers                     |
        | tags that do not match           |
        | nothing in it                    |
        | a document type                  |

    @lcp.issuer.soap.refusal-harmless @lcp.issuer.soap.must-understand @lcp.issuer.soap.envelope-version
    @lcp.issuer.soap.body-namespace @lcp.issuer.soap.missing-part @lcp.issuer.soap.repeated-part
    @lcp.issuer.soap.several-bodies @lcp.issuer.soap.trailing-content @lcp.issuer.soap.malformed
    @lcp.issuer.soap.no-dtd @lcp.issuer.soap.no-entities @lcp.issuer.soap.fault-codes
    Scenario: Malformed requests of all kinds, as many as the run generates
      Given Alice holds 100 Claire dollars
      When Alice sends malformed requests of all kinds to Bob, and 1 in each of five ordinary ones between them
      Then every malformed request is refused, and none of them has moved anything
      And nothing that the request names was fetched
      And Bob finds 5 deposits of 1
      And Alice holds 95, less the fees she was told

  Rule: Requests of other methods than POST are not executed

    @lcp.issuer.soap.other-methods @lcp.issuer.soap.refusal-harmless
    Scenario Outline: <method>, with the message <where>
      Given Alice holds 100 Claire dollars
      And Alice looks at her account
      When Alice sends 10 to Bob by <method>, "<where>"
      Then it is not answered as if it had been executed
      And nothing has moved
      When Alice sends the same request without that
      Then the transfer succeeds
      And Bob finds one deposit of 10

      Examples:
        | method  | where          |
        | GET     | not at all     |
        | GET     | in the body    |
        | GET     | in the address |
        | HEAD    | in the address |
        | PUT     | in the body    |
        | PUT     | in the address |
        | PATCH   | in the body    |
        | DELETE  | in the body    |
        | OPTIONS | in the body    |
        | TRACE   | in the address |
        | REPORT  | in the body    |

  Rule: A document that is large or deep does the issuer no harm

    @lcp.issuer.soap.large-and-deep @heavy
    Scenario Outline: <burden>
      Given Alice holds 100 Claire dollars
      When Carol asks for deposits in a request with "<burden>", whatever comes of it
      Then Carol is still served
      When Alice sends 10 to Bob
      Then the transfer succeeds
      And Bob finds one deposit of 10

      Examples:
        | burden                                        |
        | a comment of 8 MiB                            |
        | a header entry of 8 MiB                       |
        | 8 MiB of white space                          |
        | a wait of 8 Mi zeros                          |
        | an attribute of 8 MiB                         |
        | a hundred thousand header entries             |
        | ten thousand attributes                       |
        | ten thousand namespaces                       |
        | a header of ten thousand levels               |
        | a header of a hundred thousand levels         |
        | a part of a hundred thousand levels           |
        | a hundred thousand levels, none of them closed |
