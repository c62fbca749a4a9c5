# copydesk with all that it needs, and nothing that builds it. compose.yaml says how it is run.
FROM python:3.11.14-slim-bookworm AS build
RUN python -m venv /opt/copydesk
WORKDIR /build
COPY requirements/run.lock requirements/
RUN /opt/copydesk/bin/pip install --no-cache-dir --no-deps --require-hashes -r requirements/run.lock
COPY pyproject.toml README.md ./
COPY data/demo data/demo
COPY pipeline pipeline
COPY flows flows
RUN /opt/copydesk/bin/pip install --no-cache-dir --no-build-isolation --no-deps .

FROM python:3.11.14-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /srv/copydesk --create-home copydesk \
    && mkdir /srv/copydesk/data /srv/prefect \
    && chown copydesk /srv/copydesk/data /srv/prefect
COPY --from=build /opt/copydesk /opt/copydesk
COPY prefect.yaml /srv/copydesk/
ENV PATH=/opt/copydesk/bin:$PATH \
    PREFECT_HOME=/srv/prefect \
    PREFECT_SERVER_ANALYTICS_ENABLED=false \
    DO_NOT_TRACK=1 \
    PYTHONUNBUFFERED=1
WORKDIR /srv/copydesk
USER copydesk
CMD ["copydesk", "--help"]
