package io.salvaguarda.backup.catalog;

import io.salvaguarda.repository.Hold;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A backup must not be deleted, whatever its plan says.
 *
 * @param by who says so
 * @param reason why, in words
 */
public record LegalHold(String by, String reason, Instant since) {

  /** Who holds a backup whose hold cannot be read any more. */
  public static final String UNKNOWN = "unknown";

  /**
   * As the repository says it.
   *
   * @param seenAt stands for the beginning that cannot be read any more
   */
  public static LegalHold of(Hold hold, Instant seenAt) {
    return switch (hold) {
      case Hold.Placed placed ->
          new LegalHold(
              placed.by(), placed.reason(), placed.since().truncatedTo(ChronoUnit.MILLIS));
      case Hold.Unreadable lost ->
          new LegalHold(UNKNOWN, lost.text(), seenAt.truncatedTo(ChronoUnit.MILLIS));
    };
  }

  /** Whether it says the same; when something was seen to be unreadable is not part of that. */
  public boolean saysAs(LegalHold other) {
    return other != null && by.equals(other.by) && reason.equals(other.reason);
  }
}
