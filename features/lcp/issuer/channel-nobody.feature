Feature: Those who are nobody
  Holder and issuer authenticate each other (draft §1.6). Who has not proved to have a key is no holder.

  Background:
    Given Alice holds 100 Claire dollars

  Rule: Nothing is executed for somebody who shows no key

    @lcp.issuer.channel.client-key-required
    Scenario Outline: Somebody without a key sends Alice's transfer by TLS <version>
      When somebody without a key, by TLS <version>, sends Alice's transfer of 10 to Bob
      Then that is not served
      When somebody without a key, by TLS <version>, asks what has arrived
      Then that is not served
      And Bob finds no deposit
      And Alice holds 100, less the fees she was told
      When Alice sends that transfer over a secure channel
      Then the transfer succeeds
      And Bob finds one deposit of 10

      Examples:
        | version |
        | 1.2     |
        | 1.3     |

  Rule: Somebody else's certificate is nobody's without its key

    @lcp.issuer.channel.possession
    Scenario Outline: Mallory has got Alice's certificate, and speaks TLS <version>
      When Mallory, without the key to Alice's certificate, shows it by TLS <version> and sends 10 to Bob
      Then that is not served
      When Mallory, without the key to Alice's certificate, shows it by TLS <version> and asks what has arrived
      Then that is not served
      And Bob finds no deposit
      And Alice holds 100, less the fees she was told
      When Alice sends that transfer over a secure channel
      Then the transfer succeeds
      And Bob finds one deposit of 10
      And Alice holds 90, less the fees she was told

      Examples:
        | version |
        | 1.2     |
        | 1.3     |

  Rule: Whoever has a session's ticket and not its secret resumes nothing

    @lcp.issuer.channel.ticket-without-secret
    Scenario: Mallory has seen Alice's tickets go by
      When somebody shows a ticket of Alice's, and the proof of its secret that she would give
      And somebody shows a ticket of Alice's, without its secret
      Then no session is resumed by that
      And Alice holds 100, less the fees she was told
