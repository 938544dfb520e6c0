#!/bin/bash
# Run by the image of PostgreSQL when its volume is new: a database each for the server and for Label Studio,
# and an account for Grafana.
set -euo pipefail

database() {
  psql -X -q -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d postgres <<EOF
create role "$1" login password '$(<"/secrets/$1-database-password")';
create database "$1" owner "$1";
revoke connect on database "$1" from public;
EOF
}

database gourmetloop
database label-studio

# it reads what its dashboards show: the server grants that
psql -X -q -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d postgres <<EOF
create role grafana login password '$(</secrets/grafana-role-password)';
grant connect on database gourmetloop to grafana;
EOF
