Feature: The channel
  Messages go over a secure channel, on which holder and issuer know each other by their public keys (paper §3, draft §1.6).

  Rule: What is sent in clear is not executed

    @lcp.issuer.channel.tls-only
    Scenario: The same transfer without encryption, and with it
      Given Alice holds 100 Claire dollars
      When Alice's transfer of 10 to Bob is sent without encryption
      Then that is not served
      When a question for deposits is sent without encryption
      Then that is not served
      And Bob finds no deposit
      And Alice holds 100, less the fees she was told
      When Alice sends that transfer over a secure channel
      Then the transfer succeeds
      And Bob finds one deposit of 10
      And Alice holds 90, less the fees she was told

  Rule: Holders are served that speak one of the two current versions alone

    @lcp.issuer.channel.tls-1-2
    Scenario: Bob speaks nothing newer than TLS 1.2
      Given Alice holds 100 Claire dollars
      And Bob speaks TLS 1.2 and nothing newer
      Then Bob is served as Carol is
      When Alice sends 40 to Bob
      Then Bob finds one deposit of 40
      When Bob sends 10 to Carol
      Then the transfer succeeds
      And Bob holds 30, less the fees he was told

    @lcp.issuer.channel.tls-1-3
    Scenario: Bob speaks nothing older than TLS 1.3
      Given Alice holds 100 Claire dollars
      And Bob speaks TLS 1.3 and nothing older
      Then Bob is served as Carol is
      When Alice sends 40 to Bob
      Then Bob finds one deposit of 40
      When Bob sends 10 to Carol
      Then the transfer succeeds
      And Bob holds 30, less the fees he was told

  Rule: Versions before TLS 1.2 are refused

    @lcp.issuer.channel.old-versions-refused
    Scenario Outline: Somebody offers <version> at most
      Given Alice holds 10 Claire dollars
      When somebody offers TLS 1.2, and nothing newer
      And somebody offers <version>, and nothing newer
      Then that offer is refused
      And Alice finds no deposit

      Examples:
        | version |
        | TLS 1.1 |
        | TLS 1.0 |
        | SSL 3.0 |

  Rule: An issuer without a domain is known by its key, and proves it in each full handshake

    @lcp.issuer.channel.pinned-key
    Scenario: The issuer has the same key, whenever Alice comes
      Given an issuer that is known by its key
      And Alice holds 100 Claire dollars
      When Alice makes 6 new sessions, in turn by TLS 1.2 and by TLS 1.3
      Then the issuer has proved each time that it has that key
      And Alice finds no deposit

  Rule: The same key is the same holder, from whatever address it comes

    @lcp.issuer.channel.any-address
    Scenario: Alice comes from two addresses at once
      Given Alice holds 100 Claire dollars
      When Alice sends 10 to Bob from one address, and 20 to Bob from another at once
      Then both transfers succeed
      And Bob finds one deposit of 10 and one of 20
      And Alice holds 70, less the fees she was told

    @lcp.issuer.channel.any-address
    Scenario: Somebody forwards what Alice sends, and knows nothing of it
      Given Alice holds 100 Claire dollars
      And Alice comes by way of somebody who forwards what she sends
      Then Alice is served as Carol is
      And Alice holds 100, less the fees she was told
      When Alice sends 10 to Bob
      Then the transfer succeeds
      And Bob finds one deposit of 10
      And Alice holds 90, less the fees she was told

  Rule: The issuer is a server in all its messages

    @lcp.issuer.channel.never-connects
    Scenario: Bob is gone when he is paid, and somebody listens where he was
      Given Alice holds 100 Claire dollars
      And Bob has asked once and hung up, and somebody listens where he was
      When Alice sends 10 to Bob
      Then Bob asks again and finds that deposit, and nobody has come to where he was
      And Alice holds 90, less the fees she was told
