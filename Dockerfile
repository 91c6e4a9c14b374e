# The whole service; `csq-intake web` and `csq-intake worker` run apart from the same image.
FROM python:3.11-slim-bookworm AS frontend
RUN apt-get update && apt-get install -y --no-install-recommends nodejs npm
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
COPY script/frontend script/frontend
RUN script/frontend

FROM python:3.11-slim-bookworm
RUN apt-get update \
 && apt-get install -y --no-install-recommends bubblewrap tesseract-ocr tesseract-ocr-eng tesseract-ocr-fra fonts-dejavu-core libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --create-home --home-dir /var/lib/csq-intake intake
WORKDIR /opt/csq-intake
COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY models models
COPY extractors extractors
COPY classifiers classifiers
COPY intake intake
COPY --from=frontend /build/intake/web/static/vendor intake/web/static/vendor
RUN pip install --no-cache-dir --no-deps --no-build-isolation .
USER intake
ENV INTAKE_HOME=/var/lib/csq-intake INTAKE_HOST=0.0.0.0 PYTHONUNBUFFERED=1
VOLUME /var/lib/csq-intake
EXPOSE 8800
HEALTHCHECK --interval=10s --timeout=3s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8800/health/ready', timeout=2)"]
ENTRYPOINT ["csq-intake"]
CMD ["serve"]
