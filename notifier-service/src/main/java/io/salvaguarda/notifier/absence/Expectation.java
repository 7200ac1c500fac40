package io.salvaguarda.notifier.absence;

import io.salvaguarda.events.BackupKind;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One thing that is waited for.
 *
 * @param about the kind of backup and, where it comes once, which job or backup; empty when the
 *     source has but one
 * @param times when it recurs, as {@link Due#times()}; empty when it does not
 * @param dueAt when it is due; of work when it began, of a log when it was last heard of
 * @param answeredAt the latest word of it
 * @param toldAt when it was told to be missing
 */
public record Expectation(
    Awaited what,
    String sourceId,
    String about,
    String times,
    Instant dueAt,
    Optional<Instant> answeredAt,
    Optional<Instant> toldAt) {

  private static final String SEPARATOR = "/";

  /** That a log is heard of from now on. */
  public static Expectation ofLog(String sourceId, Instant now) {
    return new Expectation(Awaited.WAL, sourceId, "", "", now, Optional.empty(), Optional.empty());
  }

  /** The row of such an expectation. */
  public static String id(Awaited what, String sourceId, String about) {
    return what + "/" + sourceId + "/" + about;
  }

  public String id() {
    return id(what, sourceId, about);
  }

  /** How expectations name a kind of backup. */
  public static String about(BackupKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** How they name one thing of a kind. */
  public static String about(BackupKind kind, Object one) {
    return about(kind) + SEPARATOR + one;
  }

  /** Of which kind of backup it is. */
  public BackupKind kind() {
    return about.startsWith(about(BackupKind.PHYSICAL)) ? BackupKind.PHYSICAL : BackupKind.LOGICAL;
  }

  /** Which job or backup it is; empty when it recurs. */
  public String one() {
    int at = about.indexOf(SEPARATOR);
    return at < 0 ? "" : about.substring(at + 1);
  }
}
