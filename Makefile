# Every target is one line of work; the work itself is in scripts/, each file short enough to read.
SHELL := /bin/bash
.DEFAULT_GOAL := help

.PHONY: help run test docs test-model lock install bench bench-smoke soak contracts image-check clean

help: ## lista os comandos, uma frase cada
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

run: ## prepara o que falta e abre a demonstração em http://localhost:8000
	@scripts/install run
	@exec .venv/bin/central demo

test: ## confere estilo, tipos, andares e todos os testes (até 20 minutos)
	@scripts/test

docs: ## monta as páginas de docs/ como um site, em build/docs; link, título ou imagem que falta é erro
	@scripts/install test
	@.venv/bin/python -m scripts.site

test-model: ## confere a IA contra um modelo de verdade neste computador (baixa 196 MB uma vez)
	@scripts/test-model

install: ## prepara a .venv de quem desenvolve (com os testes), sem abrir nada
	@scripts/install test

lock: ## fixa de novo versões e hashes (make lock ARGS=--upgrade para subir versões)
	@scripts/install test
	@scripts/lock $(ARGS)

bench: ## mede tudo, com os concorrentes ao lado (demora)
	@scripts/install bench
	@scripts/bench

bench-smoke: ## uma volta curta de cada medição
	@scripts/bench --smoke

soak: ## 100.000 ordens de robô e pessoa juntos e um envio de 10.000 com cinco quedas (demora)
	@scripts/install test
	@scripts/soak

contracts: ## lê corpos de webhook de fora e confere o que enviamos (make contracts DIR=pasta)
	@scripts/install test
	@.venv/bin/python scripts/contracts.py $(DIR)

image-check: ## repete os passos da imagem numa raiz limpa (como root, sem Docker)
	@scripts/verify-image.sh

clean: ## apaga o que se refaz sozinho (nunca os dados)
	@rm -rf .venv .venv-bench .modelo-local dist build .mypy_cache .ruff_cache .pytest_cache src/central/app/static/vendor
