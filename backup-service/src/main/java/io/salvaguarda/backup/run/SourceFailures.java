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
    return new Failure(
        plain.kind(),
        plain.errorClass(),
        "Source " + source.id() + ": " + plain.message(),
        nextStep(failure, "sources." + source.id(), kind),
        plain.logTail());
  }

  private static String nextStep(PostgresFailure failure, String section, BackupId.Kind kind) {
    boolean physical = kind == BackupId.Kind.PHYSICAL;
    return switch (failure.error()) {
      case SOURCE_AUTHENTICATION -> authentication(section, physical);
      case DATABASE_MISSING ->
          "Check %s.database in salvaguarda.yaml, or remove the source if the database was dropped."
              .formatted(section);
      case SOURCE_UNREACHABLE ->
          "Check that the server runs and that %s.host and %s.port are right; then ask for a backup."
              .formatted(section, section);
      case SOURCE_PERMISSION ->
          "%s The user is %s.%s in salvaguarda.yaml."
              .formatted(failure.nextStep(), section, physical ? "replicationUser" : "user");
      default -> failure.nextStep();
    };
  }

  private static String authentication(String section, boolean physical) {
    return physical
        ? "Check user, replicationUser and their passwords of %s in salvaguarda.yaml, and that the server's pg_hba.conf has a line for replication; then ask for a backup."
            .formatted(section)
        : "Check %s.user and %s.password in salvaguarda.yaml, and the server's pg_hba.conf; then ask for a backup."
            .formatted(section, section);
  }
}
