package io.salvaguarda.backup.keys;

import io.salvaguarda.repository.RecipientInfo;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether a recipient was shown to open its repository recently enough.
 *
 * @param provenAt when it last was; null if never
 * @param dueAt by when it must be, again
 */
public record RecipientProof(
    String recipient, String kind, Instant provenAt, Instant dueAt, boolean overdue) {

  /**
   * A new recipient, and one with a new secret, has the whole period for its first proof.
   *
   * @param every the oldest that a proof may be
   */
  static RecipientProof of(RecipientInfo recipient, Duration every, Instant now) {
    Instant known =
        recipient.provenAt().filter(recipient.createdAt()::isBefore).orElse(recipient.createdAt());
    Instant due = known.plus(every);
    return new RecipientProof(
        recipient.name(),
        recipient.kind(),
        recipient.provenAt().orElse(null),
        due,
        due.isBefore(now));
  }

  /** Is the last proof so old that a new one is worth writing down? */
  static boolean isWorthRecording(RecipientInfo recipient, Duration every, Instant now) {
    return recipient
        .provenAt()
        .map(proven -> proven.plus(every.dividedBy(2)).isBefore(now))
        .orElse(true);
  }
}
