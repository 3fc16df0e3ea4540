"""Orders, tickets and money: what was sold, told to CRMs and platforms, spent and earned."""
