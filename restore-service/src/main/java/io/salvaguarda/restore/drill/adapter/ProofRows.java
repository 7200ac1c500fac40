package io.salvaguarda.restore.drill.adapter;

import io.salvaguarda.events.Failure;
import io.salvaguarda.kit.Json;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.kit.jobs.Job;
import io.salvaguarda.restore.drill.ProofResult;
import io.salvaguarda.restore.window.LastProof;
import io.salvaguarda.restore.window.LastProofs;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** The proofs of windows that there were. */
@ApplicationScoped
class ProofRows implements LastProofs {

  private static final String LAST =
      "from ProofRow where sourceId = :source and outcome = :outcome order by endedAt desc";

  private static final String LATEST_OF_EACH =
      "select sourceId, max(endedAt) from ProofRow where outcome = PROVEN group by sourceId";

  private final Transactions transactions;
  private final Json json;

  ProofRows(Transactions transactions, Json json) {
    this.transactions = transactions;
    this.json = json;
  }

  static Instant begun(Job job) {
    return job.startedAt() == null ? job.createdAt() : job.startedAt();
  }

  Uni<Void> proven(Mutiny.Session session, Job job, Instant at, ProofResult result) {
    ProofRow row = new ProofRow(job.id(), job.sourceId(), ProofRow.Outcome.PROVEN, begun(job), at);
    row.backupId = result.backupId();
    row.target = result.target();
    row.reachedAt = result.reachedAt();
    row.heartbeat = result.heartbeat();
    return session.persist(row);
  }

  Uni<Void> failed(Mutiny.Session session, Job job, Instant at, Failure failure) {
    ProofRow row = new ProofRow(job.id(), job.sourceId(), ProofRow.Outcome.FAILED, begun(job), at);
    row.failure = json.write(failure);
    return session.persist(row);
  }

  @Override
  public LastProof of(String sourceId) {
    return transactions.await(
        session ->
            last(session, sourceId, ProofRow.Outcome.PROVEN)
                .chain(
                    proven ->
                        last(session, sourceId, ProofRow.Outcome.FAILED)
                            .map(failed -> both(proven, failed))));
  }

  /** When each source's window was last proven. */
  Uni<Map<String, Instant>> latest(Mutiny.Session session) {
    return session
        .createSelectionQuery(LATEST_OF_EACH, Object[].class)
        .getResultList()
        .map(
            rows ->
                rows.stream()
                    .collect(Collectors.toMap(row -> (String) row[0], row -> (Instant) row[1])));
  }

  private static Uni<Optional<ProofRow>> last(
      Mutiny.Session session, String sourceId, ProofRow.Outcome outcome) {
    return session
        .createSelectionQuery(LAST, ProofRow.class)
        .setParameter("source", sourceId)
        .setParameter("outcome", outcome)
        .setMaxResults(1)
        .getResultList()
        .map(rows -> rows.stream().findFirst());
  }

  private LastProof both(Optional<ProofRow> proven, Optional<ProofRow> failed) {
    return new LastProof(
        proven.map(
            row ->
                new LastProof.Proven(
                    row.endedAt, row.target, row.reachedAt, row.heartbeat, row.backupId)),
        failed
            .filter(row -> proven.isEmpty() || row.endedAt.isAfter(proven.get().endedAt))
            .map(
                row ->
                    new LastProof.Refuted(
                        row.endedAt, json.read(row.failure, Failure.class).message())));
  }
}
