package io.salvaguarda.backup.run;

import io.salvaguarda.access.Failures;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.events.Failure;
import io.salvaguarda.postgres.PostgresFailure;

/** A source's failures, told with the names that people know from salvaguarda.yaml. */
final class SourceFailures {

  private SourceFailures() {}

  static Failure of(PostgresFailure failure, PostgresSource source) {
    Failure plain = Failures.of(failure);
    return new Failure(
        plain.kind(),
        plain.errorClass(),
        "Source " + source.id() + ": " + plain.message(),
        nextStep(failure, "sources." + source.id()),
        plain.logTail());
  }

  private static String nextStep(PostgresFailure failure, String section) {
    return switch (failure.error()) {
      case SOURCE_AUTHENTICATION ->
          "Check %s.user and %s.password in salvaguarda.yaml, and the server's pg_hba.conf; then ask for a backup."
              .formatted(section, section);
      case DATABASE_MISSING ->
          "Check %s.database in salvaguarda.yaml, or remove the source if the database was dropped."
              .formatted(section);
      case SOURCE_UNREACHABLE ->
          "Check that the server runs and that %s.host and %s.port are right; then ask for a backup."
              .formatted(section, section);
      case SOURCE_PERMISSION ->
          failure.nextStep() + " The user is " + section + ".user in salvaguarda.yaml.";
      default -> failure.nextStep();
    };
  }
}
