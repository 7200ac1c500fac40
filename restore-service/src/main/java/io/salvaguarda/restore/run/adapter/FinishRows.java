package io.salvaguarda.restore.run.adapter;

import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.kit.jobs.Job;
import io.salvaguarda.kit.jobs.JobState;
import io.salvaguarda.kit.jobs.JobStore;
import io.salvaguarda.restore.run.Finish;
import io.salvaguarda.restore.run.FinishLog;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The finish log of one attempt, in the service's database. Blocks: for virtual threads. */
final class FinishRows implements FinishLog {

  private static final String INSERT =
      """
      insert into restore_finish (job_id, attempt, database_oid, previous_database, bytes)
      values (:job, :attempt, :oid, nullif(:previous, ''), :bytes)
      """;

  private final Transactions transactions;
  private final JobStore jobs;
  private final UUID jobId;
  private final int attempt;

  FinishRows(Transactions transactions, JobStore jobs, UUID jobId, int attempt) {
    this.transactions = transactions;
    this.jobs = jobs;
    this.jobId = jobId;
    this.attempt = attempt;
  }

  /** Fenced like a job's end: a zombie must not rename anything either. */
  @Override
  public boolean append(Finish finish) {
    return transactions.await(
        session ->
            jobs.find(session, jobId)
                .chain(
                    job ->
                        isMine(job)
                            ? insert(session, finish).replaceWith(true)
                            : Uni.createFrom().item(false)));
  }

  private boolean isMine(Job job) {
    return job != null && job.state() == JobState.RUNNING && job.attempt() == attempt;
  }

  private Uni<Integer> insert(Mutiny.Session session, Finish finish) {
    return session
        .createNativeQuery(INSERT)
        .setParameter("job", jobId)
        .setParameter("attempt", attempt)
        .setParameter("oid", finish.databaseOid())
        .setParameter(
            "previous", finish.previousDatabase() == null ? "" : finish.previousDatabase())
        .setParameter("bytes", finish.bytes())
        .executeUpdate();
  }

  @Override
  public List<Finish> all() {
    return transactions.await(
        session ->
            session
                .createSelectionQuery("from FinishRow where key.jobId = :job", FinishRow.class)
                .setParameter("job", jobId)
                .getResultList()
                .map(rows -> rows.stream().map(FinishRow::finish).toList()));
  }
}
