Feature: What became of a payment
  The holder says executed, failed or unknown, and only what it can know.

  Background:
    Given an issuer with whom the holder has 100

  Rule: Success is success

    @lcp.holder.outcome.executed
    Scenario: A payment, its fee, and what is left
      Given the issuer charges 1.2 for a transfer
      When the holder is told to pay 10 to Bob
      Then it reports the payment as executed, with a fee of 1.2
      And Bob has been paid 10 once
      When the holder is asked for its deposits
      Then it reports a balance of 88.8

    @lcp.holder.outcome.executed
    Scenario: The answer comes after 2 s
      Given the issuer answers the next transfer after 2 s
      When the holder is told to pay 10 to Bob
      Then it reports the payment as executed
      And Bob has been paid 10 once

    @lcp.holder.outcome.executed
    Scenario: The fee is another one each time
      Given the issuer charges exactly 1.2, 0 and 0.000001 for the next three transfers
      When the holder is told to pay 1 to Bob 3 times, one after the other
      Then it reports these payments as executed, with fees of exactly 1.2, 0 and 0.000001

    @lcp.holder.outcome.executed
    Scenario: A balance that goes down by the fees for asking, and shows no payment
      Given the issuer charges 0.5 for asking
      When the holder is asked for its deposits
      Then it reports no deposit
      Given the issuer executes no transfer and answers none
      When the holder is told to pay 10 to Bob within 5 s
      Then it does not report the payment as executed
      Given the issuer answers as usual again
      When the holder is told to pay 20 to Carol until it does
      Then what it reports is true
      And no payment was made twice

    @lcp.holder.outcome.executed
    Scenario Outline: The holder has paid, is <ended>, and its next payment is neither executed nor answered
      When the holder is asked for its deposits
      And the holder is told to pay 10 to Bob
      And the holder is <ended> and started again
      Given the issuer executes no transfer and answers none
      When the holder is told to pay 5 to Carol within 5 s
      Then it does not report the payment as executed

      Examples:
        | ended   |
        | stopped |
        | killed  |

  Rule: Every other word is a failure

    @lcp.holder.outcome.failure
    Scenario Outline: The issuer answers "<word>"
      Given the issuer answers transfers with "<word>" and a fee of 0.5
      When the holder is told to pay 10 to Bob
      Then it reports the payment as failed, with a fee of 0.5
      Given the issuer answers as usual again
      When the holder is told to pay 20 to Carol
      Then it reports the payment as executed
      And Carol has been paid 20 once
      And Bob has not been paid

      Examples:
        | word              |
        | insufficientFunds |
        | invalidAmount     |
        | invalidRecipient  |
        | refused           |
        | tomorrow          |
        | unsuccessful      |
        | successPending    |
        | Success           |

    @lcp.holder.outcome.failure
    Scenario: A payment that failed is not made later
      Given the issuer answers the next transfer with "refused"
      When the holder is told to pay 10 to Bob
      Then it reports the payment as failed
      When the holder waits up to 5 s for its deposits
      And 5 is paid to the holder after 3000 ms
      And the holder is told to pay 20 to Carol
      Then what it reports is true
      And Bob has not been paid

    @lcp.holder.outcome.failure
    Scenario: A failure behind a comment that has a success
      Given the issuer answers transfers with "refused", behind a comment that has a result of success
      When the holder is told to pay 10 to Bob
      Then it reports the payment as failed
      Given the issuer answers as usual again
      When the holder is told to pay 20 to Carol
      Then it reports the payment as executed
      And Bob has not been paid

  Rule: A Fault is no success

    @lcp.holder.outcome.fault
    Scenario Outline: The issuer answers with <answer>
      Given the issuer answers transfers with "<answer>"
      When the holder is told to pay 10 to Bob within 3 s
      Then it does not report the payment as executed
      Given the issuer answers as usual again
      When the holder is told to pay 20 to Carol
      Then it reports the payment as executed
      And Carol has been paid 20 once
      And what it reports is true

      Examples:
        | answer                                |
        | a Fault of the client                 |
        | a Fault of the server                 |
        | a Fault with a status of 200          |
        | a Fault whose detail has a success    |
        | a status of 400 and no document       |
        | a status of 403 and a page for people |
        | a status of 503 and no document       |
        | a success with status 500             |
        | a success with status 503             |

    @lcp.holder.outcome.failure
    Scenario: A payment that failed, and the holder is killed
      When the holder is asked for its deposits
      Given the issuer answers the next transfer with "a Fault of the server"
      When the holder is told to pay 10 to Bob within 3 s
      And the holder is killed and started again
      And the holder is told to pay 20 to Carol
      Then what it reports is true

  Rule: What cannot be read is a lost answer

    @lcp.holder.outcome.unreadable
    Scenario Outline: The issuer executes a transfer, and answers <garbage>
      Given the issuer executes the next transfer and answers it with "<garbage>"
      When the holder is told to pay 10 to Bob
      Then it does not report the payment as failed
      And Bob has been paid 10 once
      And what was sent again had the same counter and content
      When the holder is told to pay 20 to Carol
      Then it reports the payment as executed

      Examples:
        | garbage                                 |
        | a page for people                       |
        | an empty body                           |
        | XML without its end                     |
        | an answer without a result              |
        | an answer without a fee                 |
        | an answer with two results              |
        | the answer to another operation         |
        | an answer in another namespace          |
        | a success with a fee that is no decimal |
        | noise                                   |

    @lcp.holder.outcome.unreadable
    Scenario Outline: The issuer executes nothing, and answers <garbage>
      Given the issuer answers transfers with "<garbage>"
      When the holder is told to pay 10 to Bob within 3 s
      Then it does not report the payment as executed
      Given the issuer answers as usual again
      When the holder is told to pay 20 to Carol
      Then it reports the payment as executed
      And what it reports is true

      Examples:
        | garbage                         |
        | a page for people               |
        | XML without its end             |
        | an answer with two results      |
        | the answer to another operation |
        | an answer in another namespace  |

  Rule: A lost answer is not the end

    @lcp.holder.outcome.lost-answer
    Scenario Outline: The issuer <loses>
      Given the issuer charges 1.2 for a transfer
      And the issuer <loses>
      When the holder is told to pay 10 to Bob
      Then it reports the payment as executed
      And Bob has been paid 10 once
      And what was sent again had the same counter and content

      Examples:
        | loses                                                                |
        | executes the next transfer and cuts the connection before its answer |
        | executes the next transfer and cuts the connection in its answer     |
        | executes the next transfer and closes the connection without a word  |
        | cuts the connection before it executes the next transfer             |

    @lcp.holder.outcome.lost-answer
    Scenario: A failure whose answer was lost
      Given the issuer answers the next transfer with "insufficientFunds", records that, and cuts the connection before its answer
      When the holder is told to pay 10 to Bob within 5 s
      Then it does not report the payment as executed
      And Bob has not been paid
      When the holder is told to pay 20 to Carol
      Then it reports the payment as executed

  Rule: That a repetition is refused says nothing about the first message

    @lcp.holder.outcome.repetition
    Scenario Outline: The issuer answers duplicates with <answer>
      Given the issuer answers duplicates with "<answer>"
      And the issuer executes the next transfer and cuts the connection before its answer
      When the holder is told to pay 10 to Bob within 3 s
      Then it does not report the payment as failed
      And Bob has been paid 10 once
      # To a first message the same answer is a failure.
      Given the issuer answers transfers with "<answer>"
      When the holder is told to pay 20 to Carol within 3 s
      Then it does not report the payment as executed
      And Carol has not been paid

      Examples:
        | answer                          |
        | counterStale                    |
        | refused                         |
        | a Fault of the client           |
        | a Fault of the server           |
        | a status of 503 and no document |

    @lcp.holder.outcome.repetition
    Scenario: The holder is killed before the answer, and the issuer answers duplicates with counterStale
      Given the issuer answers duplicates with "counterStale"
      And the issuer executes the next transfer and keeps its answer back
      When the holder is told to pay 10 to Bob, and is killed before the answer
      And the holder is started again
      And the holder is told to pay 20 to Carol within 5 s
      Then what it reports is true
      And no payment was made twice

    @lcp.holder.outcome.repetition
    Scenario: A repetition is refused, and a deposit makes up for the payment
      When the holder is asked for its deposits
      Given the issuer answers duplicates with "counterStale"
      And the issuer executes the next transfer and cuts the connection before its answer
      And 10 is paid to the holder as soon as the next transfer is executed
      When the holder is told to pay 10 to Bob within 5 s
      Then it does not report the payment as failed
      And what it reports is true

    @lcp.holder.outcome.repetition
    Scenario: A repetition is refused, and the deposit that makes up for the payment is in a reply that is lost
      When the holder is asked for its deposits
      Given the issuer answers duplicates with "counterStale"
      And the issuer executes the next transfer and cuts the connection before its answer
      And 10 is paid to the holder as soon as the next transfer is executed
      And the issuer cuts its next reply with deposits off "before the balance", and does not deliver them again
      When the holder is told to pay 10 to Bob within 5 s
      Then it does not report the payment as failed

  Rule: A balance that does not show a payment proves nothing

    @lcp.holder.outcome.balance-alone
    Scenario: A deposit makes up for the payment
      Given the issuer drops duplicates in silence
      And the issuer executes the next transfer and cuts the connection before its answer
      And 10 is paid to the holder as soon as the next transfer is executed
      When the holder is told to pay 10 to Bob within 5 s
      Then it does not report the payment as failed
      And Bob has been paid 10 once

    @lcp.holder.outcome.balance-alone
    Scenario: The message is under way longer than its connection lasts
      When the holder is asked for its deposits
      Then it reports a balance of 100
      Given the issuer cuts the connection before it executes the next transfer, and executes it 2 s later
      When the holder is told to pay 10 to Bob
      Then it does not report the payment as failed
      And Bob has been paid 10 once

    @lcp.holder.outcome.balance-alone
    Scenario: Six answers are lost, and no balance is told
      Given the issuer answers questions for deposits with "a closed connection"
      And the issuer executes transfers and cuts the connection before their answers, 6 times each
      When the holder is told to pay 10 to Bob
      Then it does not report the payment as failed
      And Bob has been paid 10 once
      Given the issuer answers as usual again
      When the holder is told to pay 20 to Carol
      Then it reports the payment as executed

  Rule: A balance that shows a payment tells what silence does not

    @lcp.holder.outcome.balance-tells
    Scenario Outline: The issuer drops duplicates <how>, at a fee of <fee>
      Given the issuer charges <fee> for a transfer
      When the holder is asked for its deposits
      Then it reports a balance of 100
      Given the issuer drops duplicates <how>
      And the issuer executes the next transfer and cuts the connection before its answer
      When the holder is told to pay 10 to Bob
      Then it reports the payment as executed
      And Bob has been paid 10 once

      Examples:
        | how                       | fee |
        | in silence                | 0   |
        | in silence                | 1   |
        | and closes the connection | 1   |

    @lcp.holder.outcome.executed
    Scenario: The fee of a lost reply looks like the payment
      Given the issuer charges 8 for asking
      When the holder is asked for its deposits
      Given the issuer executes no transfer and answers none
      And the issuer cuts its next reply with deposits off "before the balance", and does not deliver them again
      When 1 is paid to the holder
      And the holder is told to pay 5 to Bob within 5 s
      Then it does not report the payment as executed

  Rule: There is an end

    @lcp.holder.outcome.bounded
    Scenario Outline: The issuer <does>
      When the holder is told to pay 10 to Bob
      Then it reports the payment as executed
      Given the issuer <does>
      When the holder is told to pay 20 to Carol within 3 s
      Then it reports the payment in time
      And what it reports is true

      Examples:
        | does                                                      |
        | executes no transfer and answers none                     |
        | executes transfers and answers none                       |
        | accepts no connection                                     |
        | begins its handshakes and never ends them                 |
        | answers transfers with "a body that never ends"           |
        | answers transfers with "a byte a second"                  |
        | answers transfers with "a header that never ends"         |
        | answers transfers with "interim responses that never end" |
        | answers transfers with "elements that never end"          |

    @lcp.holder.outcome.bounded
    Scenario Outline: The service has moved, and whoever looks where to is answered with <answer>
      When the holder is told to pay 10 to Bob
      Then it reports the payment as executed
      Given whoever fetches the description is answered with "<answer>"
      And the service moves to another port and path
      When the holder is told to pay 20 to Carol within 3 s
      Then it reports the payment in time
      And what it reports is true

      Examples:
        | answer                   |
        | silence                  |
        | a body that never ends   |
        | a header that never ends |
        | a byte a second          |

  Rule: When the issuer is back, things go on

    @lcp.holder.outcome.settled-later
    Scenario Outline: The issuer <does>, and then speaks again
      Given the issuer <does>
      When the holder is told to pay 10 to Bob within 3 s
      And the issuer answers as usual again
      And the holder is told to pay 20 to Carol until it does
      Then it does one of these payments at least
      And what it reports is true
      And no payment was made twice

      Examples:
        | does                                  |
        | executes no transfer and answers none |
        | executes transfers and answers none   |
