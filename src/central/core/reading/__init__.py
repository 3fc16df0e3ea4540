"""What a burst means: the reader without a model of language, and the wishes that outrank everything."""
