package io.salvaguarda.verify.run;

import io.salvaguarda.events.Failure;
import io.salvaguarda.events.Finding;
import io.salvaguarda.events.Level;
import io.salvaguarda.kit.Json;
import io.salvaguarda.verify.proof.Verdict;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** The rows of verifications; each change runs in the transaction of the job's own change. */
@ApplicationScoped
class Verifications {

  private static final String RECENT =
      """
      from VerificationRow
      where (:source = '' or sourceId = :source) and (:backup = '' or backupId = :backup)
      order by createdAt desc, verificationId desc
      """;

  private final Json json;

  Verifications(Json json) {
    this.json = json;
  }

  Uni<Void> queued(Mutiny.Session session, UUID id, VerificationOrder order) {
    return session.persist(new VerificationRow(id, order)).call(session::flush);
  }

  Function<Mutiny.Session, Uni<Void>> running(UUID id, Instant startedAt) {
    return change(
        id,
        row -> {
          row.outcome = VerificationOutcome.RUNNING;
          row.startedAt = startedAt;
        });
  }

  Function<Mutiny.Session, Uni<Void>> passed(UUID id, Instant at, Verdict.Passed passed) {
    return change(
        id,
        row -> {
          end(row, VerificationOutcome.PASSED, at, passed.level(), null);
          row.tablesCompared = passed.tablesCompared();
          row.rowsCompared = passed.rowsCompared();
          row.notes = json.write(passed.notes());
        });
  }

  Function<Mutiny.Session, Uni<Void>> failed(
      UUID id, Instant at, Level reached, List<Finding> findings, Failure failure) {
    return change(
        id,
        row -> {
          end(row, VerificationOutcome.FAILED, at, reached, failure);
          row.findings = json.write(findings);
        });
  }

  Function<Mutiny.Session, Uni<Void>> inconclusive(
      UUID id, Instant at, Level reached, Failure failure, boolean willRetry) {
    return change(
        id,
        row -> {
          if (willRetry) {
            row.outcome = VerificationOutcome.QUEUED;
            row.failure = json.write(failure);
          } else {
            end(row, VerificationOutcome.INCONCLUSIVE, at, reached, failure);
          }
        });
  }

  Function<Mutiny.Session, Uni<Void>> cancelled(UUID id, Instant at) {
    return change(id, row -> end(row, VerificationOutcome.CANCELLED, at, null, null));
  }

  Function<Mutiny.Session, Uni<Void>> skipped(UUID id, Instant at) {
    return change(id, row -> end(row, VerificationOutcome.SKIPPED, at, null, null));
  }

  private void end(
      VerificationRow row, VerificationOutcome outcome, Instant at, Level level, Failure failure) {
    row.outcome = outcome;
    row.completedAt = at;
    row.level = level;
    row.failure = json.write(failure);
  }

  private static Function<Mutiny.Session, Uni<Void>> change(
      UUID id, Consumer<VerificationRow> change) {
    return session ->
        session
            .find(VerificationRow.class, id)
            .onItem()
            .ifNotNull()
            .invoke(change)
            .call(session::flush)
            .replaceWithVoid();
  }

  /** Null when there is none. */
  Uni<VerificationView> find(Mutiny.Session session, UUID id) {
    return session.find(VerificationRow.class, id).map(row -> row == null ? null : view(row));
  }

  /** Newest first; an empty source or backup means all. */
  Uni<List<VerificationView>> recent(
      Mutiny.Session session, String sourceId, String backupId, int limit) {
    return session
        .createSelectionQuery(RECENT, VerificationRow.class)
        .setParameter("source", sourceId)
        .setParameter("backup", backupId)
        .setMaxResults(limit)
        .getResultList()
        .map(rows -> rows.stream().map(this::view).toList());
  }

  private VerificationView view(VerificationRow row) {
    Finding[] findings = json.read(row.findings, Finding[].class);
    String[] notes = json.read(row.notes, String[].class);
    return new VerificationView(
        row.verificationId,
        row.backupId,
        row.sourceId,
        row.trigger,
        row.outcome,
        row.level,
        row.startedAt,
        row.completedAt,
        row.tablesCompared,
        row.rowsCompared,
        findings == null ? List.of() : List.of(findings),
        notes == null ? List.of() : List.of(notes),
        json.read(row.failure, Failure.class));
  }
}
