"""Outside CRMs, and the signed webhooks of the built-in HelpCenter."""
