Feature: The holder's counter
  A message may be sent again without fear, if it is the same message (paper §3). So the holder has to know which one is.

  Background:
    Given an issuer with whom the holder has 100

  Rule: What is sent again is the same

    @lcp.holder.counter.repeated
    Scenario Outline: The issuer <loses>
      Given the issuer <loses>
      When the holder is told to pay 10 to Bob
      Then what was sent again had the same counter and content
      And no payment was made twice
      When the holder is told to pay 20 to Carol
      Then it reports the payment as executed
      And Carol has been paid 20 once

      Examples:
        | loses                                                                |
        | executes the next transfer and cuts the connection before its answer |
        | executes the next transfer and cuts the connection in its answer     |
        | cuts the connection before it executes the next transfer             |
        | answers the next transfer after 3 s                                  |

    @lcp.holder.counter.repeated
    Scenario Outline: The answer to a payment with <what> is lost
      Given the issuer executes the next transfer and cuts the connection before its answer
      When the holder is told to pay 10 to Bob <told>
      Then what was sent again had the same counter and content
      And each of these payments was made once
      When the holder is told to pay 20 to Carol
      Then it reports the payment as executed

      Examples:
        | what               | told                                               |
        | a userid           | for the user "carol"                               |
        | blanks in its text | with "␠␠1234␠␠5678␠␠" as transaction id and userid |
        | markup in its text | with "<b>δοκιμή &amp;" as transaction id and userid |

    @lcp.holder.counter.repeated
    Scenario: The answers to five payments are lost, three times each
      Given the issuer executes transfers and cuts the connection before their answers, 3 times each
      When the holder is told to pay 1 to Bob 5 times, one after the other
      Then what was sent again had the same counter and content
      And no payment was made twice

    @lcp.holder.counter.repeated
    Scenario: The connection was closed while nobody spoke
      Given the issuer closes its connections after each answer
      When the holder is told to pay 1 to Bob 5 times, one after the other
      Then it reports all these payments as executed
      And each of these payments was made once
      And what was sent again had the same counter and content

    @lcp.holder.counter.repeated
    Scenario: A payment for a user, and the holder is killed
      Given the issuer executes no transfer and answers none
      When the holder is told to pay 10 to Bob for the user "carol"
      And the holder is killed and started again
      And the issuer answers as usual again
      And the holder is told to pay 20 to Carol
      Then what was sent again had the same counter and content

    @lcp.holder.counter.repeated
    Scenario: A payment with blanks and letters in its text, and the holder is killed
      Given the issuer executes no transfer and answers none
      When the holder is told to pay 10 to Bob with "␠␠<δοκιμή>␠␠" as transaction id and userid
      And the holder is killed and started again
      And the issuer answers as usual again
      And the holder is told to pay 20 to Carol
      Then what was sent again had the same counter and content

    @lcp.holder.counter.repeated
    Scenario Outline: A payment with <what> digits, and the holder is killed
      Given the issuer executes no transfer and answers none
      When the holder is told to pay exactly <amount> to Bob
      And the holder is killed and started again
      And the issuer answers as usual again
      And the holder is told to pay 20 to Carol
      Then what was sent again had the same counter and content

      Examples:
        | what | amount                |
        | many | 12345678901234.123456 |
        | six  | 1.000001              |

  Rule: What is new has a higher counter

    @lcp.holder.counter.new
    Scenario: Five payments that look the same
      When the holder is told to pay 1 to Bob 5 times, one after the other
      Then it reports all these payments as executed
      And each new transfer had a higher counter than all before
      And each of these payments was made once

    @lcp.holder.counter.new
    Scenario: Two payments that look the same to the letter
      When the holder is told to pay 10 to Bob twice under one transaction id, one after the other
      Then what it reports is true
      And each new transfer had a higher counter than all before
      When the holder is told to pay 20 to Carol
      Then it reports the payment as executed
      And Carol has been paid 20 once

    @lcp.holder.counter.new
    Scenario: A payment that failed is asked for anew
      Given the issuer answers the next transfer with "insufficientFunds"
      When the holder is told to pay 10 to Bob
      Then it reports the payment as failed
      When the holder is told to pay 10 to Bob
      Then it reports the payment as executed
      And each new transfer had a higher counter than all before
      And Bob has been paid 10 once

    @lcp.holder.counter.new
    Scenario: The holder asks for its deposits in between
      When the holder is told to pay 10 to Bob
      And the holder is asked for its deposits
      And the holder is told to pay 20 to Carol
      Then it reports the payment as executed
      And each new transfer had a higher counter than all before

  Rule: The counter outlives the holder

    @lcp.holder.counter.survives-restart
    Scenario Outline: The holder is <ended> between two payments
      When the holder is told to pay 1 to Bob 3 times, one after the other
      And the holder is <ended> and started again
      And the holder is told to pay 20 to Carol
      Then it reports the payment as executed
      And each new transfer had a higher counter than all before
      And what was sent again had the same counter and content
      And Carol has been paid 20 once

      Examples:
        | ended   |
        | stopped |
        | killed  |

    @lcp.holder.counter.survives-restart
    Scenario: Twenty payments in a moment, and the holder is killed
      # Seconds since 1970 run ahead of the clock here, and fall back if the last is not kept.
      When the holder is told to pay 1 to Bob 20 times, one after the other
      And the holder is killed and started again
      And the holder is told to pay 20 to Carol
      Then it reports the payment as executed
      And each new transfer had a higher counter than all before
      And Carol has been paid 20 once

    @lcp.holder.counter.survives-restart
    Scenario Outline: The holder is killed before the answer, and the issuer <had>
      Given the issuer <does> and keeps its answer back
      When the holder is told to pay 10 to Bob, and is killed before the answer
      And the issuer answers as usual again
      And the holder is started again
      And the holder is told to pay 20 to Carol
      Then it reports the payment as executed
      And Carol has been paid 20 once
      And each new transfer had a higher counter than all before
      And what was sent again had the same counter and content
      And no payment was made twice

      Examples:
        | does                       | had                 |
        | executes the next transfer | had executed it     |
        | receives the next transfer | had not executed it |

    @lcp.holder.counter.survives-restart
    Scenario: The holder is killed before the answer, and once more before the issuer speaks again
      Given the issuer executes no transfer and answers none
      When the holder is told to pay 10 to Bob, and is killed before the answer
      And the holder is started again
      And the holder is killed and started again
      And the issuer answers as usual again
      And the holder is told to pay 20 to Carol
      Then no new transfer was sent while another had no outcome
      And each new transfer had a higher counter than all before
      And what was sent again had the same counter and content
      And Carol has been paid 20 once

    @lcp.holder.counter.survives-restart
    Scenario: The holder is killed five times, each time before an answer
      Given the issuer executes transfers and keeps every first answer back
      When the holder is told to pay 1 to Bob, killed before the answer, and started again, 5 times
      Then each new transfer had a higher counter than all before
      And what was sent again had the same counter and content
      And no payment was made twice

  Rule: Payments at the same time have different counters

    @lcp.holder.counter.concurrent
    Scenario: Twenty payments at once
      When the holder is told to pay 1 to Bob 20 times at once
      Then what it reports is true
      And what was sent again had the same counter and content
      And one of these payments at least was made

    @lcp.holder.counter.concurrent
    Scenario: Twenty payments at once, and every third answer is lost
      Given the issuer executes transfers and cuts the connection before every answer in 3
      When the holder is told to pay 1 to Bob 20 times at once
      Then what it reports is true
      And what was sent again had the same counter and content
      And one of these payments at least was made

  Rule: One transfer at a time is without outcome

    @lcp.holder.counter.one-unknown
    Scenario: Twenty payments at once, and the answers take their time
      Given the issuer answers transfers after 100 ms
      When the holder is told to pay 1 to Bob 20 times at once
      Then no new transfer was sent while another had no outcome
      And what it reports is true
      And one of these payments at least was made

    @lcp.holder.counter.one-unknown
    Scenario Outline: The issuer <does>, and other payments are asked for
      Given the issuer <does>
      When the holder is told to pay 10 to Bob within 3 s
      And the holder is told to pay 20 to Carol within 2 s
      And the holder is told to pay 30 to Dave within 2 s
      And the holder is told to pay 20 to Erna within 2 s
      Then no new transfer was sent while another had no outcome
      Given the issuer answers as usual again
      When the holder is told to pay 5 to Frank
      Then no new transfer was sent while another had no outcome
      And no payment was made twice

      Examples:
        | does                                  |
        | executes transfers and answers none   |
        | executes no transfer and answers none |

    @lcp.holder.counter.one-unknown
    Scenario: A payment is without outcome when the holder is killed
      Given the issuer executes the next transfer and keeps its answer back
      When the holder is told to pay 10 to Bob, and is killed before the answer
      And the issuer answers as usual again
      And the holder is started again
      And the holder is told to pay 20 to Carol
      Then no new transfer was sent while another had no outcome
      And Bob has been paid 10 once
      And Carol has been paid 20 once

    @lcp.holder.counter.one-unknown
    Scenario Outline: A payment was reported as unknown when the holder is <ended>
      Given the issuer executes no transfer and answers none
      When the holder is told to pay 10 to Bob within 3 s
      And the holder is <ended> and started again
      And the issuer answers as usual again
      And the holder is told to pay 20 to Carol
      Then no new transfer was sent while another had no outcome
      And no payment was made twice
      And Carol has been paid 20 once

      Examples:
        | ended   |
        | stopped |
        | killed  |

    @lcp.holder.counter.one-unknown
    Scenario: A payment was reported as unknown when the holder is killed five times
      Given the issuer executes no transfer and answers none
      When the holder is told to pay 10 to Bob within 3 s
      And the holder is killed and started again
      And the holder is killed and started again
      And the holder is killed and started again
      And the holder is killed and started again
      And the holder is killed and started again
      And the issuer answers as usual again
      And the holder is told to pay 20 to Carol
      Then no new transfer was sent while another had no outcome
      And no payment was made twice

    @lcp.holder.counter.one-unknown
    Scenario: A payment was reported as unknown when the holder is configured anew
      Given the issuer executes no transfer and answers none
      When the holder is told to pay 10 to Bob within 3 s
      And the holder is configured anew
      And the issuer answers as usual again
      And the holder is told to pay 20 to Carol
      Then no new transfer was sent while another had no outcome
      And no payment was made twice

  Rule: Other issuers are not kept waiting

    @lcp.holder.counter.per-issuer
    Scenario: One issuer is silent, the other is not
      Given a second issuer with whom the holder has 100
      And the issuer executes no transfer and answers none
      When the holder is told to pay 10 to Bob, and 20 to Carol at the second issuer, at once
      Then it reports the payment to Carol first
