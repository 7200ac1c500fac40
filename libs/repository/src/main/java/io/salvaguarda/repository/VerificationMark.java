package io.salvaguarda.repository;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The last verification's outcome, kept beside the manifest so that the repository alone knows what
 * is proven.
 *
 * @param level highest level reached; empty when none was
 * @param findings a summary for people, most important first
 */
public record VerificationMark(
    BackupId backupId,
    String verificationId,
    Outcome outcome,
    Optional<String> level,
    Instant at,
    List<String> findings) {

  /** FAILED quarantines the backup. INCONCLUSIVE says nothing about it. */
  public enum Outcome {
    PASSED,
    FAILED,
    INCONCLUSIVE
  }

  public VerificationMark {
    Objects.requireNonNull(backupId);
    Objects.requireNonNull(verificationId);
    Objects.requireNonNull(outcome);
    Objects.requireNonNull(at);
    findings = List.copyOf(findings);
  }

  /** Not to be offered, and its chunks not to be trusted. */
  public boolean quarantined() {
    return outcome == Outcome.FAILED;
  }
}
