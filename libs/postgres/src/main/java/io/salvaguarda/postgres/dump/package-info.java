/**
 * What is taken from a source: pg_dump's stream, whose end is believed only when pg_dump says so,
 * and the roles and tablespaces beside it. Nothing is written to a source.
 */
package io.salvaguarda.postgres.dump;
