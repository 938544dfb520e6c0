#!/bin/sh
# Checks the dashboards against Grafana's own types. Each JSON becomes a TypeScript literal: so unknown properties are
# errors, too.
set -eu
cd "$(dirname "$0")"

command -v npm >/dev/null || { echo 'grafana/check: npm is missing; -Dfrontend.skip leaves this check out' >&2; exit 1; }
if ! cmp -s package-lock.json node_modules/.installed; then
    npm ci --no-audit --no-fund --loglevel=error
    cp package-lock.json node_modules/.installed
fi

rm -rf dashboards
mkdir dashboards
for dashboard in ../dashboards/*.json; do
    {
        echo "import type { Provisioned } from '../types';"
        printf 'export const dashboard: Provisioned = '
        cat "$dashboard"
    } >"dashboards/$(basename "$dashboard" .json).ts"
done
node_modules/.bin/tsc
