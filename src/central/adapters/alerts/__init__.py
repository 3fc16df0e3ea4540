"""Ways to the team's phones: a push of the installed panel, an e-mail, a message of an approved template."""
