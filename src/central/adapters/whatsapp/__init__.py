"""Meta's WhatsApp Cloud API: the webhook that comes in, the calls that go out."""
