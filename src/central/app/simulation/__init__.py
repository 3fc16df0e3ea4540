"""Buyers of pretence drive the whole product on a clock that leaps."""
