"""What the public address lets in, in front of the panel."""
