"""The pages of docs/ as a site of static files: `make docs`. Nothing in it asks another server for anything."""
