"""What an owner brings along or begins with: products, a persona, scripts, old chats, and whether it is enough."""
