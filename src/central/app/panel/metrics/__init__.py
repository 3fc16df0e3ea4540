"""Métricas: what came in, what was sold, what it cost and what is left, with how sure each rate is."""
