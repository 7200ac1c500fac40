package io.salvaguarda.backup.keys;

import java.util.List;

/**
 * What a job that proves keys shows as its result.
 *
 * @param recipients all who can open the repository
 */
public record KeyProofResult(Outcome outcome, List<RecipientProof> recipients) {

  /** What was seen. */
  public enum Outcome {
    /** Everyone was shown to open it recently enough. */
    DONE,
    /** Somebody was not, whose key is elsewhere. */
    OVERDUE,
    /** No backup was ever made to the repository. */
    NO_REPOSITORY
  }

  public static final KeyProofResult NO_REPOSITORY =
      new KeyProofResult(Outcome.NO_REPOSITORY, List.of());

  public static KeyProofResult of(List<RecipientProof> recipients) {
    return new KeyProofResult(
        recipients.stream().anyMatch(RecipientProof::overdue) ? Outcome.OVERDUE : Outcome.DONE,
        recipients);
  }

  /** Those that were not shown to open it recently enough. */
  public List<RecipientProof> overdue() {
    return recipients.stream().filter(RecipientProof::overdue).toList();
  }
}
