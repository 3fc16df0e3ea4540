"""Custos: what models, Meta and audio cost, the limits, where the month is heading, and what ads cost."""
