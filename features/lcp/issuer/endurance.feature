Feature: Endurance
  An issuer stands on a public network: nobody who sends it nonsense, or keeps it waiting, keeps others from being served
  (spec section 10). These scenarios run alone.

  Background:
    Given Alice holds 60 Claire dollars
    And Alice is served

  Rule: After bytes that are no TLS others are served

    @lcp.issuer.endurance.garbage @heavy
    Scenario: Somebody sends garbage
      When somebody sends to the issuer's port:
        | nothing at all            |
        | zeros                     |
        | bytes at random           |
        | a request in clear        |
        | a greeting of SSH         |
        | a handshake of no kind    |
        | a record that is too long |
      Then Alice is served as well as before

  Rule: While handshakes are left half done others are served

    @lcp.issuer.endurance.half-open-handshakes @heavy
    Scenario: Somebody leaves a hundred handshakes half done
      Then Alice is served while 100 handshakes are begun and not finished

  Rule: While somebody sends slowly others are served

    @lcp.issuer.endurance.slow-sender @heavy
    Scenario: Somebody sends a byte at a time
      Then Alice is served while somebody sends a request a byte at a time

  Rule: Header fields beyond measure are refused, and others are served

    @lcp.issuer.endurance.oversized-headers @heavy
    Scenario Outline: Somebody sends <fields>
      When somebody sends a deposits request with "<fields>"
      Then it is refused as too large
      And Alice is served as well as before

      Examples:
        | fields                   |
        | one endless header field |
        | endless header fields    |

  Rule: While hundreds of connections are idle others are served

    @lcp.issuer.endurance.idle-connections @heavy
    Scenario: Three hundred connections are idle
      Then Alice is served while 300 connections are open and idle
