Feature: Sessions and connections
  A full handshake is the dearest thing that an issuer does. Sessions are resumed over new connections (draft §1.6), and one
  connection carries many messages.

  Background:
    Given Alice holds 100 Claire dollars

  Rule: Sessions can be resumed, and act for the holder that established them

    @lcp.issuer.channel.resumption-identity @lcp.issuer.channel.resumption
    Scenario Outline: Alice comes back, and speaks TLS <version>
      Given Alice speaks TLS <version> and nothing else
      When Alice comes back over new connections until her session is resumed
      Then a session was resumed
      And Alice was served on it as before
      And Alice holds 100, less the fees she was told
      When Alice sends 10 to Bob
      Then the transfer succeeds
      And Bob finds one deposit of 10
      And Alice holds 90, less the fees she was told

      Examples:
        | version |
        | 1.2     |
        | 1.3     |

    @lcp.issuer.channel.resumption-identity
    Scenario Outline: Alice comes back again and again, and speaks TLS <version>
      Given Alice speaks TLS <version> and nothing else
      When Alice puts the connection down
      Then Alice holds 100, less the fees she was told
      When Alice puts the connection down
      Then Alice holds 100, less the fees she was told
      When Alice puts the connection down
      Then Alice holds 100, less the fees she was told

      Examples:
        | version |
        | 1.2     |
        | 1.3     |

  Rule: After a full handshake the connection acts for the key that was shown, whatever session there was before

    @lcp.issuer.channel.full-handshake-decides
    Scenario: One client is Alice first and then Bob, and offers no session
      Given Bob holds 50 Claire dollars
      When one client asks as Alice, puts the connection down, and asks as Bob in a new session
      Then it acted for Alice with 100, and then for Bob with 50

    @lcp.issuer.channel.full-handshake-decides
    Scenario: One client is Alice first and then Bob, and offers the session that it has
      Given Bob holds 50 Claire dollars
      When one client asks as Alice, puts the connection down, and asks with Bob's key, offering the session that it has
      Then it acted for Alice with 100, and then for Bob with 50

  Rule: Nothing is taken before the handshake is over

    @lcp.issuer.channel.no-early-data
    Scenario: Alice asks before the handshake is over
      When Alice makes a session, and begins the next one with early data
      Then early data was neither allowed nor accepted
      And Alice holds 100, less the fees she was told

  Rule: One connection carries many messages

    @lcp.issuer.channel.many-messages
    Scenario: Alice pays and asks, again and again
      When Alice pays Bob 4 and asks what has arrived, 5 times in turn
      Then all of that went over one connection
      And Bob is told of each payment once
