package io.salvaguarda.config;

/**
 * Who may use the REST interfaces. The file holds only the token's hash.
 *
 * @param name who it is, for logs and events
 * @param role what the bearer may do
 * @param sha256 of the token's UTF-8 bytes, 64 lower-case hex digits
 */
public record ApiToken(String name, Role role, String sha256) {}
