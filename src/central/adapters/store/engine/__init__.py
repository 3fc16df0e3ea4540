"""The two SQL engines and the seam to them."""
