"""What the owner decides and is told: the operation and its approvals, the team, numbers, sends, alerts."""
