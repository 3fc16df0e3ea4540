"""What the pages read: lists, one thread, search, figures by day, the flow charts."""
