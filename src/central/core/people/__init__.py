"""Who writes: a person's aliases, age, silence, and what nobody else may read of them."""
