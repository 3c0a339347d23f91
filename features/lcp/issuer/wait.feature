Feature: Wait
  Payer and recipient act at the same time, so that Bob may ask before Alice has paid. He says how long he will wait before he
  is told of nothing (paper §3).

  Background:
    Given Alice holds 400 Claire dollars

  Rule: With a wait of 0 Bob is answered at once

    @lcp.issuer.wait.zero
    Scenario: Bob does not wait
      When Bob asks without a wait, 5 times
      Then Bob is answered at once

  Rule: Bob is never told of nothing before his time

    @lcp.issuer.wait.not-early
    Scenario Outline: Nobody pays Alice within <time> ms
      Then Alice is told of nothing before <time> ms have passed

      Examples:
        | time |
        | 1    |
        | 41   |
        | 333  |
        | 1000 |
        | 3000 |

    @lcp.issuer.wait.not-early
    Scenario: Many wait at once, each as long as it likes
      Then nobody is told of nothing before his time:
        | Bob   | 1021 |
        | Carol | 17   |
        | Dora  | 509  |
        | Emil  | 250  |
        | Frank | 777  |
        | Greta | 128  |

    @lcp.issuer.wait.not-early
    Scenario: Bob waits long and shortly at once
      Then nobody is told of nothing before his time:
        | Bob | 911 |
        | Bob | 202 |

    @lcp.issuer.wait.not-early
    Scenario: Bob waits eight times at once
      Then nobody is told of nothing before his time:
        | Bob | 700 |
        | Bob | 710 |
        | Bob | 720 |
        | Bob | 730 |
        | Bob | 740 |
        | Bob | 750 |
        | Bob | 760 |
        | Bob | 770 |

    @lcp.issuer.wait.not-early
    Scenario Outline: Bob would wait <time> ms, and is paid, or is refused
      When Bob asks, will wait <time> ms, and meanwhile Alice pays him 20
      Then a wait of <time> ms was refused, or kept

      Examples: 2^16 and one, 2^31, the longest there is, and two beyond it
        | time       |
        | 65537      |
        | 2147483648 |
        | 4294967295 |
        | 4294967297 |

    @lcp.issuer.wait.end
    Scenario: The wait ends
      When Bob waits 120 ms, 3 times
      Then Bob is told of nothing within a second after the 120 ms

  Rule: A deposit ends the wait, or there is none

    @lcp.issuer.wait.at-hand
    Scenario: The deposit is at hand when Bob asks
      When 4 times, Alice pays Bob 10, who then asks, ready to wait 1000 ms
      Then Bob was told at once when he asked

    @lcp.issuer.wait.prompt
    Scenario: The deposit arrives while Bob waits
      When 4 times, Alice pays Bob 10 while he waits up to 1000 ms
      Then Bob was told within 250 ms of a payment

    @lcp.issuer.wait.prompt
    Scenario: Two requests of Bob's wait, and the second deposit arrives when one of them has its answer
      When 4 times, Alice pays Bob 10 and once more 10 while two requests of his wait up to 1000 ms
      Then Bob was told within 250 ms of a payment

  Rule: Whoever comes first, Bob is told of the same deposit

    @lcp.issuer.wait.either-order @as-printed
    Scenario: Bob asks before Alice pays
      Given Bob has never been heard of
      When Bob asks, and will wait 3000 ms
      And Alice pays Bob 100
      Then Bob has his answer, and is told of each payment once

    @lcp.issuer.wait.either-order @as-printed
    Scenario: Alice pays before Bob asks
      Given Bob has never been heard of
      When Alice pays Bob 100
      And Bob asks, and will wait 3000 ms
      Then Bob has his answer, and is told of each payment once

    @lcp.issuer.transfer.userid
    Scenario: Bob waits when he is paid for a user
      When Bob asks, and will wait 3000 ms
      And Alice sends 10 to Bob for the user "␠carol␠"
      Then Bob has been told of "10" in all, each once

    @lcp.issuer.transfer.transaction-id-verbatim
    Scenario: Bob waits when he is paid under an odd transaction id
      When Bob asks, and will wait 3000 ms
      And Alice sends 10 to Bob with the transaction id "␠1␍␊2␠"
      Then Bob has been told of "10" in all, each once

  Rule: A deposit at the end of a wait is in that reply or in the next

    @lcp.issuer.wait.edge
    Scenario Outline: Payments from <from> ms to <to> ms around the end of the wait
      Given Carol holds 1000 Claire dollars
      When Carol pays up to 25 recipients 20 each, at moments from <from> ms to <to> ms around the end of their waits of 500 ms
      Then each recipient is told of its payment once

      Examples:
        | from | to |
        | -60  | 60 |
        | -30  | 6  |

    @lcp.issuer.wait.edge
    Scenario: A payment in the moment in which the wait has ended
      Given Bob holds 200 Claire dollars
      When 10 times, Bob waits 20 ms, pays himself 2 with the very next message, and asks
      Then Bob is told of each of these payments once

  Rule: Of several requests that wait, one is told of a deposit

    @lcp.issuer.wait.several-waiters @lcp.issuer.deposits.at-most-once
    Scenario Outline: <requests> requests of Bob's wait for one deposit
      When 3 times, Alice pays Bob 20 while <requests> requests of his wait up to 500 ms
      Then no two of Bob's replies have the same payment

      Examples:
        | requests |
        | 2        |
        | 5        |

  Rule: A wait that is none is refused

    @lcp.issuer.wait.invalid
    Scenario Outline: Bob will wait "<wait>"
      When Alice pays Bob 50
      Then Bob gets a Fault for a wait of "<wait>"
      And Bob is told of each payment once

      Examples:
        | wait   |
        | -1     |
        | 1.5    |
        | 3000.0 |
        | 1e3    |
        | soon   |
        | 10ms   |
        | 1_0    |
        | ١٠     |
        |        |

  Rule: A wait of a minute is taken

    @lcp.issuer.wait.sixty-seconds
    Scenario: Bob would wait a minute
      When Bob asks, will wait 60000 ms, and meanwhile Alice pays him 20
      Then a wait of a minute was taken, and kept
