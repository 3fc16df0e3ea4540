"""What WhatsApp carries: messages, channels, windows, pace and patience."""
