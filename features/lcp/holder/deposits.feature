Feature: What the holder has received
  The issuer tells of a deposit once (paper §2.4). What the holder makes of that is told once too, and to nobody else.

  Background:
    Given an issuer with whom the holder has 100

  Rule: Every deposit is told

    @lcp.holder.deposits.all
    Scenario: Two payments, told when they have come
      When 5 is paid to the holder
      And 7 is paid to the holder
      And the holder is asked for its deposits
      Then it reports the deposits that were paid, each once
      And it reports a balance of 112

    @lcp.holder.deposits.all
    Scenario: A payment that comes while the holder waits
      When the holder waits up to 10 s for its deposits
      And 5 is paid to the holder after 500 ms
      Then it reports the deposits that were paid, each once

    @lcp.holder.deposits.all
    Scenario: Three thousand payments in one reply
      When 0.01 is paid to the holder 3000 times at once
      And the holder is asked for its deposits
      Then it reports the deposits that were paid, each once

    @lcp.holder.deposits.all
    Scenario: A payment comes back under its transaction id
      When the holder is told to pay 10 to Bob with "refund-1234" as transaction id and userid
      Then it reports the payment as executed
      When 10 is paid to the holder under the transaction id "refund-1234"
      And the holder is asked for its deposits
      Then it reports the deposits that were paid, each once
      And it reports a balance of 100

    @lcp.holder.deposits.all
    Scenario: A reply of nearly a million bytes
      When 0.01 is paid to the holder 9500 times at once
      And the holder is asked for its deposits
      Then it reports the deposits that were paid, each once

    @lcp.holder.deposits.all
    Scenario: Somebody pays twice under one transaction id, and both are in one reply
      When 5 is paid to the holder twice under one transaction id
      And the holder is asked for its deposits
      Then it reports the deposits that were paid, each once
      And it reports a balance of 110

    @lcp.holder.deposits.all
    Scenario: Somebody pays twice under one transaction id, and each is in a reply of its own
      When 5 is paid to the holder
      And the holder is asked for its deposits
      And 5 is paid to the holder under the same transaction id
      And the holder is asked for its deposits
      Then it reports the deposits that were paid, each once
      And it reports a balance of 110

    @lcp.holder.deposits.all
    Scenario: Somebody pays twice under one transaction id, and the holder is killed in between
      When 5 is paid to the holder
      And the holder is asked for its deposits
      And the holder is killed and started again
      And 5 is paid to the holder under the same transaction id
      And the holder is asked for its deposits
      Then it reports the deposits that were paid, each once
      And it reports a balance of 110

    @lcp.holder.deposits.all
    Scenario Outline: Somebody pays twice under one transaction id, and the second reply is cut off <where> and comes again
      When 5 is paid to the holder
      And the holder is asked for its deposits
      Given the issuer cuts its next reply with deposits off "<where>", and delivers them again
      When 5 is paid to the holder under the same transaction id
      And the holder is asked for its deposits until it knows
      Then it reports the deposits that were paid, each once
      And it reports a balance of 110

      Examples:
        | where                     |
        | before its first byte     |
        | before the last character |

    @lcp.holder.deposits.all
    Scenario: A payment that comes before the holder looks at its balance, to settle one of its own
      When the holder is asked for its deposits
      Then it reports no deposit
      Given the issuer drops duplicates and closes the connection
      And the issuer executes the next transfer and cuts the connection before its answer
      When 3 is paid to the holder
      And the holder is told to pay 10 to Bob within 5 s
      And the holder is asked for its deposits until it knows
      Then it reports the deposits that were paid, each once
      And Bob has been paid 10 once

  Rule: No deposit is counted twice

    @lcp.holder.deposits.once
    Scenario: The holder is asked again and again
      When 5 is paid to the holder
      And the holder is asked for its deposits 5 times
      Then it reports the deposits that were paid, each once

    @lcp.holder.deposits.once
    Scenario: The holder is asked ten times at once
      When 5 is paid to the holder
      And 7 is paid to the holder
      And the holder is asked for its deposits 10 times at once
      And the holder is asked for its deposits
      Then it reports the deposits that were paid, each once

    @lcp.holder.deposits.once
    Scenario Outline: The holder is <ended> and asked again
      When 5 is paid to the holder
      And the holder is asked for its deposits
      And the holder is <ended> and started again
      And the holder is asked for its deposits
      Then it reports the deposits that were paid, each once
      And it reports nothing as unattributed

      Examples:
        | ended   |
        | stopped |
        | killed  |

    @lcp.holder.deposits.once
    Scenario Outline: A reply is cut off <where>, and its deposits come again
      When the holder is asked for its deposits
      Then it reports no deposit
      Given the issuer cuts its next reply with deposits off "<where>", and delivers them again
      When 5 and 7 are paid to the holder at once
      And the holder is asked for its deposits until it knows
      Then it reports the deposits that were paid, each once
      And it reports a balance of 112
      And it reports nothing as unattributed

      Examples:
        | where                     |
        | behind the first deposit  |
        | before the balance        |
        | before the last character |

  Rule: A deposit is known by its transaction id

    @lcp.holder.deposits.by-transaction-id
    Scenario: Two invoices of one amount, of which the second is paid
      When the holder is asked for an invoice of 5, "the first"
      And the holder is asked for an invoice of 5, "the second"
      And 5 is paid under "the second"
      And the holder is asked for its deposits
      Then it reports 5 for "the second"
      And it reports nothing for "the first"

    @lcp.holder.deposits.by-transaction-id
    Scenario: The right amount under another id, and another amount under the right one
      When the holder is asked for an invoice of 5, "the first"
      And 5 is paid to the holder
      And 3 is paid under "the first"
      And the holder is asked for its deposits
      Then it reports 3 for "the first"
      And it reports one deposit of 5 for no invoice

    @lcp.holder.deposits.by-transaction-id
    Scenario Outline: An id that is almost that of the invoice, with <almost>
      When the holder is asked for an invoice of 5, "the first"
      And 5 is paid under an id that is almost that of "the first": "<almost>"
      And the holder is asked for its deposits
      Then it reports nothing for "the first"
      And it reports one deposit of 5 for no invoice
      When 5 is paid under "the first"
      And the holder is asked for its deposits
      Then it reports 5 for "the first"

      Examples:
        | almost                        |
        | a blank before it             |
        | a blank behind it             |
        | its last letter missing       |
        | a letter more                 |
        | its letters in the other case |

    @lcp.holder.deposits.by-transaction-id
    Scenario: Two invoices, and the notification of a payment is lost
      When the holder is asked for its deposits
      Then it reports no deposit
      When the holder is asked for an invoice of 5, "the first"
      And the holder is asked for an invoice of 7, "the second"
      Given the issuer cuts its next reply with deposits off "before the balance", and does not deliver them again
      When 5 is paid under "the first"
      And the holder is asked for its deposits until it tells of some as unattributed
      Then it reports nothing for "the first"
      And it reports nothing for "the second"
      And it reports 5 as unattributed
      When 7 is paid under "the second"
      And the holder is asked for its deposits
      Then it reports 7 for "the second"

  Rule: Money whose notification is lost is told as unattributed

    @lcp.holder.deposits.unattributed
    Scenario Outline: A reply is cut off <where>, and its deposits do not come again
      When the holder is asked for its deposits
      Then it reports a balance of 100
      Given the issuer cuts its next reply with deposits off "<where>", and does not deliver them again
      When 5 is paid to the holder
      And the holder is asked for its deposits until it tells of some as unattributed
      Then it reports 5 as unattributed
      And it reports a balance of 105
      When 7 is paid to the holder
      And the holder is asked for its deposits until it tells of some as unattributed
      Then it reports one deposit of 7
      And it reports 5 as unattributed

      Examples:
        | where                     |
        | before its first byte     |
        | before the balance        |
        | before the last character |

    @lcp.holder.deposits.unattributed
    Scenario: The holder is killed in the middle of the reply
      When the holder is asked for its deposits
      Then it reports a balance of 100
      When 5 is paid to the holder
      And the holder is asked for its deposits, and is killed in the middle of the reply
      And the holder is started again
      And the holder is asked for its deposits until it tells of some as unattributed
      Then it reports 5 as unattributed
      And it reports no deposit

    @lcp.holder.deposits.unattributed
    Scenario Outline: The holder reads of a deposit when it settles a payment, and is <ended> before anybody has asked
      When the holder is asked for its deposits
      Then it reports a balance of 100
      Given the issuer drops duplicates and closes the connection
      And the issuer executes the next transfer and cuts the connection before its answer
      When 3 is paid to the holder
      And the holder is told to pay 10 to Bob within 5 s
      And the holder is <ended> and started again
      And the issuer answers as usual again
      Then what was paid to it is told, or told of as unattributed

      Examples:
        | ended   |
        | stopped |
        | killed  |

    @lcp.holder.deposits.unattributed
    Scenario Outline: The holder has told of it, and is <ended>
      When the holder is asked for its deposits
      Then it reports a balance of 100
      Given the issuer cuts its next reply with deposits off "before the balance", and does not deliver them again
      When 5 is paid to the holder
      And the holder is asked for its deposits until it tells of some as unattributed
      Then it reports 5 as unattributed
      When the holder is <ended> and started again
      And 7 is paid to the holder
      And the holder is asked for its deposits until it tells of some as unattributed
      Then it reports one deposit of 7
      And it reports 5 as unattributed

      Examples:
        | ended   |
        | stopped |
        | killed  |

    @lcp.holder.deposits.unattributed
    Scenario: Two replies are lost, one after the other
      When the holder is asked for its deposits
      Given the issuer cuts its next reply with deposits off "before the balance", and does not deliver them again
      When 5 is paid to the holder
      And the holder is asked for its deposits until it tells of some as unattributed
      Then it reports 5 as unattributed
      Given the issuer cuts its next reply with deposits off "before the balance", and does not deliver them again
      When 3 is paid to the holder
      And the holder is asked for its deposits, and has 3 s
      And the holder is asked for its deposits
      Then it reports 8 as unattributed

    @lcp.holder.deposits.unattributed
    Scenario: Six digits are lost
      When the holder is asked for its deposits
      Given the issuer cuts its next reply with deposits off "before the balance", and does not deliver them again
      When exactly 5.000001 is paid to the holder
      And the holder is asked for its deposits until it tells of some as unattributed
      Then it reports exactly 5.000001 as unattributed

    @lcp.holder.deposits.unattributed
    Scenario: Payments had their fees, and a reply is lost
      Given the issuer charges exactly 1, 1 and 1 for the next three transfers
      When the holder is asked for its deposits
      And the holder is told to pay 10 to Bob 3 times, one after the other
      Given the issuer cuts its next reply with deposits off "before the balance", and does not deliver them again
      When exactly 5 is paid to the holder
      And the holder is asked for its deposits until it tells of some as unattributed
      Then it reports exactly 5 as unattributed

    @lcp.holder.deposits.unattributed
    Scenario Outline: The holder has paid, is <ended>, and a reply is lost
      When the holder is asked for its deposits
      And the holder is told to pay 10 to Bob
      And the holder is <ended> and started again
      Given the issuer cuts its next reply with deposits off "before the balance", and does not deliver them again
      When 5 is paid to the holder
      And the holder is asked for its deposits until it tells of some as unattributed
      Then it reports 5 as unattributed

      Examples:
        | ended   |
        | stopped |
        | killed  |

  Rule: What is explained is not unattributed

    @lcp.holder.deposits.explained
    Scenario: Payments, deposits, and fees for everything
      Given the issuer charges 1 for a transfer
      And the issuer charges 0.5 for asking
      When the holder is asked for its deposits
      And the holder is told to pay 10 to Bob
      And 5 is paid to the holder
      And the holder is asked for its deposits
      And the issuer answers the next transfer with "refused" and a fee of 0.25
      And the holder is told to pay 20 to Carol
      And the holder is asked for its deposits
      Then it reports the deposits that were paid, each once
      And it reports nothing as unattributed

    @lcp.holder.deposits.explained
    Scenario: Payments at two issuers, and the holder is killed
      Given a second issuer with whom the holder has 50
      When the holder is asked for its deposits
      And the holder is told to pay 10 to Bob
      And the holder is asked for its deposits at the second issuer
      And the holder is told to pay 20 to Carol at the second issuer
      And the holder is killed and started again
      And the holder is asked for its deposits
      Then it reports nothing as unattributed
      And it reports a balance of 90

    @lcp.holder.deposits.explained
    Scenario: A payment whose answer was lost
      When the holder is asked for its deposits
      Given the issuer executes the next transfer and cuts the connection before its answer
      When the holder is told to pay 10 to Bob
      Then it reports the payment as executed
      When 5 is paid to the holder
      And the holder is asked for its deposits
      Then it reports the deposits that were paid, each once
      And it reports nothing as unattributed

    @lcp.holder.deposits.explained
    Scenario Outline: A payment that was answered with <answer>
      When the holder is asked for its deposits
      And the issuer answers the next transfer with "<answer>"
      And the holder is told to pay 10 to Bob
      And 5 is paid to the holder
      And the holder is asked for its deposits
      Then it reports the deposits that were paid, each once
      And it reports nothing as unattributed

      Examples:
        | answer                |
        | refused               |
        | a Fault of the client |
        | a Fault of the server |

  Rule: No reply is not an empty one

    @lcp.holder.deposits.unreadable
    Scenario: It waits, and the issuer closes its connections after a good reply
      When the holder is asked for its deposits
      Then it reports no deposit
      Given the issuer answers questions for deposits with "a closed connection"
      When the holder waits up to 2 s for its deposits
      Then it reports in time that it does not know

    @lcp.holder.deposits.unreadable
    Scenario Outline: The issuer answers <answer>
      Given the issuer answers questions for deposits with "<answer>"
      When 5 is paid to the holder
      And the holder is asked for its deposits, and has 3 s
      Then it reports in time that it does not know
      Given the issuer answers as usual again
      When the holder is asked for its deposits
      Then it reports the deposits that were paid, each once

      Examples:
        | answer                          |
        | a Fault of the server           |
        | a status of 503 and no document |
        | a page for people               |
        | the answer to another operation |
        | an answer in another namespace  |
        | a reply without its balance     |
        | a reply without its deposits    |
        | a closed connection             |
        | a byte a second                 |
        | silence                         |

    @lcp.holder.deposits.unreadable
    Scenario Outline: The service has moved, and whoever looks where to is answered with <answer>
      When the holder is asked for its deposits
      Then it reports no deposit
      Given whoever fetches the description is answered with "<answer>"
      And the service moves to another port and path
      When the holder is asked for its deposits, and has 3 s
      Then it reports in time that it does not know

      Examples:
        | answer                   |
        | silence                  |
        | a body that never ends   |
        | a header that never ends |
        | a byte a second          |

    @lcp.holder.deposits.unreadable
    Scenario: The holder waits, and nothing comes
      When the holder waits up to 2 s for its deposits
      Then it does not report that it does not know
      And it reports no deposit
      And it reports a balance of 100

    @lcp.holder.deposits.unreadable
    Scenario: Nothing has come, and the holder is asked at once
      When the holder is asked for its deposits
      Then it does not report that it does not know
      And it reports no deposit

    @lcp.holder.deposits.unreadable
    Scenario: The holder waits, and is paid
      When the holder waits up to 4 s for its deposits
      And 5 is paid to the holder after 500 ms
      Then it does not report that it does not know
      And it reports the deposits that were paid, each once

  Rule: Every invoice has an id of its own

    @lcp.holder.deposits.fresh-id
    Scenario: A hundred invoices, with a restart in between
      When the holder is asked for 50 invoices of 5
      And the holder is killed and started again
      And the holder is asked for 50 invoices of 5
      Then every invoice has a transaction id of its own, of 1 to 256 characters
      When 5 is paid under "invoice 7"
      And the holder is asked for its deposits
      Then it reports 5 for "invoice 7", and nothing else

  Rule: Ids and userids are told as they came

    @lcp.holder.deposits.verbatim
    Scenario Outline: A transaction id and a userid with <text>
      When 5 is paid to the holder with "<text>" as transaction id and userid
      And the holder is asked for its deposits
      Then it reports the deposits that were paid, each once

      Examples:
        | text                        |
        | leading and trailing blanks |
        | markup and ampersands       |
        | a carriage return           |
        | a line feed and a tab       |
        | letters of many scripts     |
        | characters beyond 65535     |
        | composed and decomposed     |
        | 256 characters              |

    @lcp.holder.deposits.verbatim
    Scenario Outline: A transaction id of <what>
      When 5 is paid to the holder under the transaction id "<text>"
      And the holder is asked for its deposits
      Then it reports the deposits that were paid, each once

      Examples:
        | what          | text |
        | no character  |      |
        | blanks        | ␠␠   |
        | a blank       | ␠    |

    @lcp.holder.deposits.verbatim
    Scenario Outline: No userid, written as <written>
      When 5 is paid to the holder for nobody, and the reply says so by "<written>"
      And the holder is asked for its deposits
      Then it reports the deposits that were paid, each once

      Examples:
        | written          |
        | no element       |
        | an empty element |

  Rule: Who expects money lets the issuer wait

    @lcp.holder.deposits.wait
    Scenario: The holder waits for a payment
      When the holder waits up to 10 s for its deposits
      And 5 is paid to the holder after 500 ms
      Then it reports the deposits that were paid, each once
      And some question for deposits had a wait above zero

    @lcp.holder.deposits.pays-meanwhile
    Scenario: The holder waits, and is told to pay
      When the holder waits up to 4 s for its deposits
      And the holder is told to pay 10 to Bob, while it waits
      Then it reports the payment as executed while it waits
      When 5 is paid to the holder
      Then it reports the deposits that were paid, each once
