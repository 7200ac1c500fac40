#!/bin/bash
# Runs once, when the catalog cluster is made: one role and one schema per service, no rights on the others'.
# Passwords go to psql's input, never into its arguments.
set -euo pipefail
for role in backup verify restore notifier; do
  psql -v ON_ERROR_STOP=1 --no-psqlrc --quiet --username postgres --dbname salvaguarda <<SQL
\set password \`cat /run/secrets/${role}_db\`
create role ${role} login password :'password';
create schema ${role} authorization ${role};
SQL
done
psql -v ON_ERROR_STOP=1 --no-psqlrc --quiet --username postgres --dbname salvaguarda \
  --command 'revoke create on schema public from public'
