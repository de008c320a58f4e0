# syntax=docker/dockerfile:1
# One image for web, worker, beat and migrate. The first stage installs, the second only runs.

FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
RUN python -m venv /opt/quipu
ENV PATH=/opt/quipu/bin:$PATH
WORKDIR /app
# The packages first: they change less often than the code, and their layer is kept.
COPY requirements.lock ./
RUN pip install --require-hashes --requirement requirements.lock
COPY . .
RUN pip install --no-deps --no-build-isolation --editable . \
    && python scripts/compile_catalogues.py \
    && python -m compileall -q /opt/quipu/lib site content transparency
# Proves that every style sheet and picture named by a template is there; `migrate` collects them into the volume.
RUN DJANGO_SETTINGS_MODULE=quipu.settings.production SECRET_KEY=of-the-build-only QUIPU_VAR=/srv/quipu \
    python manage.py collectstatic --noinput --verbosity 0

FROM python:3.11-slim-bookworm
RUN groupadd --system --gid 10001 quipu \
    && useradd --system --uid 10001 --gid quipu --home-dir /srv/quipu --shell /usr/sbin/nologin quipu
COPY --from=build /opt/quipu /opt/quipu
COPY --from=build /app /app
# A new volume takes its content and its owner from here.
COPY --from=build --chown=quipu:quipu /srv/quipu /srv/quipu
RUN install -d -o quipu -g quipu /srv/quipu /srv/quipu/media /srv/quipu/publication /srv/quipu/run /srv/quipu/static
ENV PATH=/opt/quipu/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=quipu.settings.production \
    QUIPU_VAR=/srv/quipu
WORKDIR /app
USER quipu
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "quipu.wsgi:application"]
