package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A recipient of a repository that nobody has shown to open it for too long.
 *
 * @param recipient its name
 * @param kind passphrase, key-file, public-key, or one of a newer version
 * @param provenAt when it was last shown to open the repository; absent if never
 * @param dueAt by when it should have been
 */
public record OverdueKey(
    String recipient, String kind, @OptionalField Instant provenAt, Instant dueAt) {
  public OverdueKey {
    requireNonNull(recipient, "recipient");
    requireNonNull(kind, "kind");
    requireNonNull(dueAt, "dueAt");
  }
}
