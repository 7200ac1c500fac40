package io.salvaguarda.verify.proof;

import static io.salvaguarda.postgres.PostgresFailure.inconclusive;

import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Level;
import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresConnections;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.SqlFailures;
import io.salvaguarda.postgres.facts.Facts;
import io.salvaguarda.postgres.restore.DatabaseProperties;
import io.salvaguarda.postgres.restore.DumpRestore;
import io.salvaguarda.postgres.restore.RestoreChoice;
import io.salvaguarda.postgres.restore.RestoreOptions;
import io.salvaguarda.postgres.restore.SandboxRoles;
import io.salvaguarda.postgres.restore.TargetDatabase;
import io.salvaguarda.postgres.restore.TargetDatabase.LocalePolicy;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Level 3: roles, database and data are restored into a throwaway cluster without an error. */
final class RestoreProof {

  /** Not the source's name, which may be {@code postgres}. */
  private static final String DATABASE = "salvaguarda_verification";

  /** The sandbox is this machine's, and may keep it busy. */
  private static final int CONNECTIONS = Math.min(8, Runtime.getRuntime().availableProcessors());

  private final Sandbox sandbox;
  private final Facts facts;
  private final Supervision supervision;
  private final List<String> notes = new ArrayList<>();

  RestoreProof(Sandbox sandbox, Facts facts, Supervision supervision) {
    this.sandbox = sandbox;
    this.facts = facts;
    this.supervision = supervision;
  }

  /** What was restored otherwise than it was, without being wrong; for people. */
  List<String> notes() {
    return notes;
  }

  /** The superuser's way to the restored database. */
  ConnectionSpec run(Spool spool, long dumpBytes) throws IOException {
    requireExtensions();
    supervision.at(Level.RESTORED, Phase.ROLES, 0, 0);
    ConnectionSpec server = sandbox.connection("postgres");
    notes.addAll(SandboxRoles.restore(server, spool.globals()).orThrow());
    supervision.throwIfStopped();
    TargetDatabase database =
        TargetDatabase.create(
                server, DATABASE, facts.database(), LocalePolicy.FALL_BACK, Side.SANDBOX)
            .orThrow();
    notes.addAll(database.notes());
    restore(spool, dumpBytes, database);
    notes.addAll(
        DatabaseProperties.apply(database.connection(), facts.database(), true, Side.SANDBOX)
            .orThrow());
    return database.connection();
  }

  private void restore(Spool spool, long dumpBytes, TargetDatabase database) throws IOException {
    RestoreChoice all = RestoreChoice.everything(RestoreOptions.sandbox(database));
    DumpRestore restore =
        new DumpRestore(sandbox.toolContext(), database.connection(), all, CONNECTIONS);
    supervision.onStop(restore::cancel);
    AtomicLong done = new AtomicLong();
    LongConsumer progress =
        more -> supervision.at(Level.RESTORED, Phase.RESTORE, done.addAndGet(more), dumpBytes);
    switch (restore.from(spool.archives(), name -> new CountedStream(spool.open(name), progress))) {
      case Outcome.Done<Long> restored -> supervision.throwIfStopped();
      case Outcome.Failed<Long> failed -> throw judged(failed.failure());
    }
  }

  private RuntimeException judged(PostgresFailure failure) {
    supervision.throwIfStopped();
    if (failure.error() != PostgresError.RESTORE_FAILED) {
      return new PostgresException(failure);
    }
    if (!sandbox.running()) {
      return new PostgresException(
          inconclusive(
                  PostgresError.SANDBOX_FAILED,
                  "the throwaway cluster died while the dump was being restored",
                  "The check is tried again; see this machine's memory if it repeats.")
              .withLogTail(sandbox.logTail()));
    }
    return new BadBackup(
        ErrorClass.RESTORE_FAILED,
        failure.message(),
        List.of(Findings.restoreError(failure)),
        failure.logTail());
  }

  /** Known before the restore, and in nobody's language. */
  private void requireExtensions() {
    Set<String> missing = new HashSet<>();
    facts.extensions().forEach(extension -> missing.add(extension.name()));
    ConnectionSpec server = sandbox.connection("postgres");
    try (Connection connection = PostgresConnections.open(server);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select name from pg_catalog.pg_available_extensions")) {
      while (row.next()) {
        missing.remove(row.getString(1));
      }
    } catch (SQLException e) {
      throw new PostgresException(SqlFailures.classify(e, server, Side.SANDBOX), e);
    }
    if (!missing.isEmpty()) {
      throw OurTrouble.passing(
          ErrorClass.SANDBOX_FAILED,
          "the sandbox lacks extensions of the source: " + String.join(", ", missing),
          "Install their packages for the same PostgreSQL version where verify-service runs.");
    }
  }
}
