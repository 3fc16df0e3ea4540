"""`central verificar`: everything that can be wrong around a Central, each with its cure."""
