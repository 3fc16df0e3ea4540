"""The commands of the terminal, a file each noun; `terminal` is what they share."""
