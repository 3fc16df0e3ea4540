"""Tickets: the sales of the built-in HelpCenter, what an outside CRM shows of them, what ad platforms were told."""
