package io.salvaguarda.backup.run.adapter;

import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import java.util.List;

/** Backups that the configuration allowed when they were asked for, and allows no more. */
final class NotPossible {

  private NotPossible() {}

  static Failure withoutSource(String sourceId) {
    return terminal(
        "Source " + sourceId + " is no longer in salvaguarda.yaml.",
        "Put sources." + sourceId + " back, or cancel what still asks for its backups.");
  }

  static Failure withoutReplication(String sourceId) {
    return terminal(
        "Source " + sourceId + " has no replicationUser in salvaguarda.yaml any more.",
        "Set replicationUser and replicationPassword of sources."
            + sourceId
            + ", or cancel what still asks for its physical backups.");
  }

  private static Failure terminal(String message, String nextStep) {
    return new Failure(
        FailureKind.TERMINAL, ErrorClass.CONFIGURATION, message, nextStep, List.of());
  }
}
