"""Learning from real sales: beliefs, choices, rewards, proofs and brakes. Pure: now, draws and ids are arguments.

One pass: `safety.offer` (arms left after the owner's limits, control group, sensitive intents) ► `Policy.choose`
(exact shares, propensity, keyed draw) ► `reward.Decision` in the ledger ► `reward.Outcome`s, in any order ►
`reward.rebuild` by the one refitter ► `Policy.adopt` in every engine.

- `design`      contexts and arms as coefficients, open vocabulary, priors from the rules
- `regression`  Bayesian logistic regression with learned group variances
- `belief`      short signal and sale as one numbered `Snapshot`; `delay` how long a sale takes
- `journey`     value of a reply inside a conversation: the stage it leads to, corrected by who buys at the end
- `worth`       utility in R$; `choice` shares, propensities, floor, caps, pacer
- `change`      breaks with the past, and how little the past counts after one
- `reward`      ledger records, settling, credit, rebuild; `table` their columns
- `offpolicy`   SNIPS, doubly robust, lift, saving, refusals; `rivals` whole policies beside the learner
- `safety`      control group, limits, brakes
- `explain`     beliefs and reasons in Portuguese
- `policy`      all of it behind one face; `saved` its state as bytes

`new_policy(seed)` makes that face: `choose(context, arms)`, `learn(decision_id, event, value, now)`, `tick(now)`,
`beliefs(context, arms)`, `state()`, `load(state)`; its times are hours.
"""

from __future__ import annotations

from central.core.learning.policy import Choice, Policy, new_policy

__all__ = ["Choice", "Policy", "new_policy"]
