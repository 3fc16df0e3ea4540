"""The first set-up: what to connect, tried as it is typed, for the terminal and for the panel."""
