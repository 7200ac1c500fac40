package io.salvaguarda.postgres.physical;

/**
 * Something in a physical backup that is not as it was written.
 *
 * @param object a file of the data directory, or a relation with its file
 * @param said what PostgreSQL said of it, redacted
 */
public record Damage(String object, String said) {}
