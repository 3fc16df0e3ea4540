"""Learning from real sales: beliefs, choices, rewards, proofs and brakes.

Pure functions the product uses, and `new_policy(seed)`, which returns them behind one face (`policy.Policy`).
"""

from __future__ import annotations

from central.core.learning.policy import Choice, Policy, new_policy

__all__ = ["Choice", "Policy", "new_policy"]
