"""From a webhook to a reply that was delivered, each step a transaction."""
