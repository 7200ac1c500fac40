package io.salvaguarda.verify.proof;

import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import io.salvaguarda.events.Finding;
import java.util.List;

/** Ends a proof within this package: what is wrong with the backup is known. */
final class BadBackup extends RuntimeException {

  private final transient List<Finding> findings;
  private final transient Failure failure;

  BadBackup(ErrorClass errorClass, String message, List<Finding> findings, List<String> logTail) {
    super(message);
    this.findings = findings;
    this.failure =
        new Failure(
            FailureKind.TERMINAL,
            errorClass,
            message,
            "Do not use this backup: take a new one, and restore from the last verified one.",
            logTail);
  }

  List<Finding> findings() {
    return findings;
  }

  Failure failure() {
    return failure;
  }
}
