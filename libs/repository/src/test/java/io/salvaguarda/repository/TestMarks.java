package io.salvaguarda.repository;

import io.salvaguarda.repository.VerificationMark.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Verification marks for tests. */
final class TestMarks {

  private TestMarks() {}

  static VerificationMark passed(BackupId id) {
    return mark(id, Outcome.PASSED, Optional.of("CONTENT"), List.of());
  }

  static VerificationMark failed(BackupId id) {
    return mark(id, Outcome.FAILED, Optional.empty(), List.of("CHUNK_DAMAGED: 00ff"));
  }

  static VerificationMark inconclusive(BackupId id) {
    return mark(id, Outcome.INCONCLUSIVE, Optional.of("INTEGRITY"), List.of("S3 is down"));
  }

  private static VerificationMark mark(
      BackupId id, Outcome outcome, Optional<String> level, List<String> findings) {
    Instant at = Instant.parse("2026-01-05T08:00:00Z");
    return new VerificationMark(
        id, "0199b2f0-0000-7000-8000-00000000000v", outcome, level, at, findings);
  }
}
