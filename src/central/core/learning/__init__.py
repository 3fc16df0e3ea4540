"""Learning from outcomes: beliefs, their design and what is drawn from them. numpy lives here only."""
