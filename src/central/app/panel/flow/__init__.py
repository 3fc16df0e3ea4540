"""Fluxo: four live charts of what really happens, drawn on the server."""
