#!/bin/sh
# Write the .env that docker-compose.yml asks for, with secrets of this installation's own. An existing one stays.
#   docker/make-env.sh [http://host:port]
set -eu
cd "$(dirname "$0")/.."
url=${1:-http://localhost:8000}
if [ -e .env ]; then
    echo ".env is there already and stays as it is."
    exit 0
fi
secret() { od -An -N32 -tx1 /dev/urandom | tr -d ' \n'; }
umask 077
cat > .env <<END
SECRET_KEY=$(secret)
POSTGRES_PASSWORD=$(secret)
PUBLIC_URL=$url
PUBLIC_SCHEME=${url%%:*}
END
echo "Wrote .env. Next: docker compose up --build"
