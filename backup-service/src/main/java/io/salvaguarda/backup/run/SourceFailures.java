package io.salvaguarda.backup.run;

import io.salvaguarda.access.Failures;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.events.Failure;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.repository.BackupId;

/** A source's failures, told with the names that people know from salvaguarda.yaml. */
final class SourceFailures {

  private SourceFailures() {}

  static Failure of(PostgresFailure failure, PostgresSource source, BackupId.Kind kind) {
    Failure plain = Failures.of(failure);
    String section = "sources." + source.id();
    return new Failure(
        plain.kind(),
        plain.errorClass(),
        "Source " + source.id() + ": " + plain.message(),
        kind == BackupId.Kind.PHYSICAL
            ? nextStepForCluster(failure, section)
            : nextStep(failure, section),
        plain.logTail());
  }

  private static String nextStep(PostgresFailure failure, String section) {
    return switch (failure.error()) {
      case SOURCE_AUTHENTICATION ->
          "Check %s.user and %s.password in salvaguarda.yaml, and the server's pg_hba.conf; then ask for a backup."
              .formatted(section, section);
      case DATABASE_MISSING -> missing(section);
      case SOURCE_UNREACHABLE ->
          "Check that the server runs and that %s.host and %s.port are right; then ask for a backup."
              .formatted(section, section);
      case SOURCE_PERMISSION ->
          failure.nextStep() + " The user is " + section + ".user in salvaguarda.yaml.";
      default -> failure.nextStep();
    };
  }

  /** What replication needs of a server is said where it is refused; here is who asked. */
  private static String nextStepForCluster(PostgresFailure failure, String section) {
    return switch (failure.error()) {
      case SOURCE_AUTHENTICATION ->
          "%s See user, replicationUser and their passwords of %s in salvaguarda.yaml."
              .formatted(failure.nextStep(), section);
      case DATABASE_MISSING -> missing(section);
      case SOURCE_UNREACHABLE ->
          "%s The server is %s.host and port in salvaguarda.yaml."
              .formatted(failure.nextStep(), section);
      case SOURCE_PERMISSION ->
          "%s The user is %s.replicationUser in salvaguarda.yaml."
              .formatted(failure.nextStep(), section);
      default -> failure.nextStep();
    };
  }

  private static String missing(String section) {
    return "Check %s.database in salvaguarda.yaml, or remove the source if the database was dropped."
        .formatted(section);
  }
}
