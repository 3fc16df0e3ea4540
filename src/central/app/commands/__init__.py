"""The commands of the terminal, a file each noun."""
