"""What runs beside the engine and wakes by itself."""
