Feature: Requests that are written in several other ways at once
  Of the requests that a run generates (--variations), half are drawn here: three transfers to one deposits request, each
  lawful. The other half is malformed (soap-refused-harm.feature).

  Rule: These liberties may be taken together, and with those that XML and HTTP leave

    @lcp.issuer.soap.combinations
    Scenario Outline: A request <written>
      Given Alice holds 100 Claire dollars
      And Bob holds 100 Claire dollars
      When Alice sends 10 to Bob, written "<written>"
      Then the transfer succeeds
      And Bob asks, written "<written>", and finds one deposit of 10

      Examples:
        | written                                                                          |
        | indented and with white space in the tags                                        |
        | in single quotes and with the attributes in another order                        |
        | with an empty userid and with empty elements in one tag and with an empty header |
        | with field names in capitals and with white space around the fields              |
        | with field names in small letters and without white space before the fields      |
        | with the fields in another order and with fields that nobody needs               |
        | in UTF-16, big-endian and without an XML declaration                             |
        | in UTF-16, little-endian and with the charset in quotes                          |
        | with values partly in CDATA and with decimal character references                |
        | with values in several CDATA sections and with comments in the middle of values  |
        | after asking to go on and in chunks                                              |
        | byte by byte and in chunks                                                       |

    @lcp.issuer.soap.combinations
    Scenario: Requests are drawn, each in ways of its own
      Given Alice and Bob hold enough for the lawful requests that are drawn
      And texts that are easily lost come from Alice to Bob in ordinary requests
      When Alice pays Bob, who asks now and then, in lawful requests that are drawn
      Then each of these requests is carried out
      And Bob is told of each payment once
