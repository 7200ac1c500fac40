package io.salvaguarda.config;

/**
 * A question whose answer must be true in the restored database.
 *
 * @param name what is claimed, for people
 * @param sql one query whose first column of its first row is a boolean
 */
public record SqlAssertion(String name, String sql) {}
