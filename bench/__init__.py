"""Measurements of Central beside its peers on the same machine, in the same run.

Each script prints a table for people and, as its last line, one JSON object for machines:

- ``python -m bench.accept``  durable webhook updates a second, beside pywa and DBOS
- ``python -m bench.turns``   whole turns a second, beside the same turn on DBOS; 5,000 conversations waiting
- ``python -m bench.latency`` how long a lead waits for the first bubble, and how many bursts are split

Nothing here is a constant that was measured elsewhere: a bad figure is printed as it is.
"""
