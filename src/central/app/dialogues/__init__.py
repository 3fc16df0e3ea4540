"""Whole dialogues in a file: read, played through the real pipeline, judged by machine."""
