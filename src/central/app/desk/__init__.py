"""What people do to a store from a terminal or a page: read, tell, decide."""
