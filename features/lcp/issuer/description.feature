Feature: Description
  Whoever wants to use a currency reads where and how its issuer is reached (paper §3).

  Rule: Anybody can read it, without encryption and without saying who asks

    @lcp.issuer.description.published
    Scenario: Somebody fetches the description
      When somebody fetches the description
      Then it is a WSDL document

    @lcp.issuer.description.media-type
    Scenario: The description says that it is XML
      When somebody fetches the description
      Then it is served as XML

  Rule: An issuer with a domain has it there

    @lcp.issuer.description.at-the-domain
    Scenario: Somebody knows the domain alone
      Then port 80 of the issuer's domain has the description

  Rule: It is the same for every issuer, but for the service

    @lcp.issuer.description.normative
    Scenario: The description is the normative one
      When somebody fetches the description
      Then it is the normative one, but for the service

    @lcp.issuer.description.service-element
    Scenario: The service is found by its names
      When somebody fetches the description
      Then its service and port have their names

    @lcp.issuer.description.valid
    Scenario: The description is valid, the service included
      When somebody fetches the description
      Then it is valid, with the SOAP binding

  Rule: It leads to the service

    @lcp.issuer.description.address
    Scenario: The address is an absolute https URL
      When somebody fetches the description
      Then its address is an absolute https URL

    @lcp.issuer.description.address-works
    Scenario: Somebody finds the issuer by its description alone
      When somebody fetches the description
      Then an issuer answers at its address
