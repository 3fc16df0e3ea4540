"""Readers, writers and ears: by words alone, or by any server that speaks OpenAI's protocol."""
