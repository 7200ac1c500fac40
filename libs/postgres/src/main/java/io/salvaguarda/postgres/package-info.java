/**
 * The words that everything about PostgreSQL shares here: where a server is ({@link
 * io.salvaguarda.postgres.ConnectionSpec}), and what went wrong ({@link
 * io.salvaguarda.postgres.PostgresFailure}). No tool is started here and no other module of the
 * suite is known.
 */
package io.salvaguarda.postgres;
