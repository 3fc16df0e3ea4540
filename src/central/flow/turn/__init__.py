"""One turn: from the burst a lead wrote to everything the finishing transaction writes."""
