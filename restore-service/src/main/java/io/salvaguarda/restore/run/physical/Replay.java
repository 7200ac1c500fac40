package io.salvaguarda.restore.run.physical;

import io.salvaguarda.access.Failures;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.physical.DataDirectory;
import io.salvaguarda.postgres.physical.Recovery;
import io.salvaguarda.postgres.physical.Recovery.Result.Reached;
import io.salvaguarda.postgres.physical.RecoverySettings;
import io.salvaguarda.postgres.physical.ServerRules;
import io.salvaguarda.postgres.replication.Lsn;
import io.salvaguarda.postgres.tools.ToolContext;
import io.salvaguarda.restore.run.RestoreTrouble;
import java.util.List;
import java.util.Optional;

/** Replays WAL up to the target, and believes no recovery that ended before it. */
final class Replay {

  private static final String TOO_EARLY =
      "requested recovery stop point is before consistent recovery point";

  private final PhysicalPayload order;
  private final Recovery recovery;

  Replay(
      PhysicalPayload order, ToolContext context, DataDirectory data, PhysicalRestore.Place place) {
    this.order = order;
    RecoverySettings settings =
        new RecoverySettings(
            order.target().target(), order.followed(), Optional.of(place.restoreCommand()));
    this.recovery = Recovery.of(context, data, settings, ServerRules.kept(place.limit()));
  }

  /** From another thread. */
  void cancel() {
    recovery.cancel();
  }

  /** Blocks; throws a {@link RestoreTrouble} when the target was not reached. */
  Reached run() {
    return switch (recovery.run()) {
      case Reached reached -> requireFarEnough(reached);
      case Recovery.Result.TargetNotReached missed -> throw unreachable(missed);
      case Recovery.Result.Failed failed -> throw failed(failed.failure());
    };
  }

  /**
   * Where a store's outage was taken for the end of the WAL, PostgreSQL would call it a success.
   */
  private Reached requireFarEnough(Reached reached) {
    if (reached.end().isBefore(Lsn.parse(order.mustReach()))) {
      throw trouble(
          FailureKind.RETRYABLE,
          ErrorClass.RESTORE_FAILED,
          "Replay ended at %s; the archived WAL leads to %s at least."
              .formatted(reached.end(), order.mustReach()),
          "Nothing: it is restored again. Look at the WAL archive when it fails again.",
          List.of());
    }
    return reached;
  }

  private static RestoreTrouble unreachable(Recovery.Result.TargetNotReached missed) {
    return trouble(
        FailureKind.TERMINAL,
        ErrorClass.TARGET_UNREACHABLE,
        "All archived WAL was replayed and the target is not in it"
            + missed.lastCommit().map(at -> "; its last transaction is of " + at).orElse("")
            + ".",
        "Ask for an earlier target, or for \"latest\" when nothing was committed in between.",
        missed.failure().logTail());
  }

  /** What is our trouble is tried again. */
  static RestoreTrouble failed(PostgresFailure failure) {
    if (failure.logTail().stream().anyMatch(line -> line.contains(TOO_EARLY))) {
      return trouble(
          FailureKind.TERMINAL,
          ErrorClass.TARGET_UNREACHABLE,
          "The target lies before the end of the backup, by the source's own clock.",
          "Name an older backup, or ask for a later target.",
          failure.logTail());
    }
    Failure said = Failures.of(failure);
    boolean ours = said.kind() == FailureKind.INCONCLUSIVE;
    return trouble(
        ours ? FailureKind.RETRYABLE : said.kind(),
        ours ? ErrorClass.RESTORE_FAILED : said.errorClass(),
        said.message(),
        said.nextStep(),
        said.logTail());
  }

  private static RestoreTrouble trouble(
      FailureKind kind,
      ErrorClass errorClass,
      String message,
      String nextStep,
      List<String> logTail) {
    return new RestoreTrouble(new Failure(kind, errorClass, message, nextStep, logTail));
  }
}
