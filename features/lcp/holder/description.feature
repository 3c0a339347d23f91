Feature: Finding the service
  The description is where the issuer's domain is; the service is wherever the description says (paper §3).

  Background:
    Given an issuer with whom the holder has 100

  Rule: Messages go to the address in the service element

    @lcp.holder.description.address
    Scenario Outline: The service is at <address>
      Given the service address is "<address>"
      When the holder is told to pay 10 to Bob
      Then it reports the payment as executed
      And Bob has been paid 10 once
      And every message went to the service address

      Examples:
        | address                        |
        | another port                   |
        | the root                       |
        | a long path                    |
        | a path with escaped characters |
        | a path and a query             |
        | a host in capital letters      |

    @lcp.holder.description.address
    Scenario Outline: The description is written <written>
      Given the issuer writes its description "<written>"
      When the holder is told to pay 10 to Bob
      Then it reports the payment as executed
      And Bob has been paid 10 once
      And every message went to the service address

      Examples:
        | written                                        |
        | with other prefixes                            |
        | with the WSDL namespace as the default         |
        | with a comment that has another address        |
        | in UTF-16                                      |
        | with single quotes and attributes in any order |
        | with character references in the address       |
        | chunked                                        |

  Rule: A service that has moved is found again

    @lcp.holder.description.moved
    Scenario: The service moves between two payments
      When the holder is told to pay 10 to Bob
      Then it reports the payment as executed
      When the service moves to another port and path
      And the holder is told to pay 20 to Carol
      Then the holder has found the service there

    @lcp.holder.description.moved
    Scenario: The service moves while a payment is without outcome
      Given the issuer executes the next transfer, cuts the connection before its answer, and moves to another port and path
      When the holder is told to pay 10 to Bob
      Then the holder has found the service there
      And it reports the payment as executed
      And Bob has been paid 10 once
      And what was sent again had the same counter and content
