package io.salvaguarda.restore.drill.adapter;

import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.kit.jobs.Enqueued;
import io.salvaguarda.kit.jobs.JobRequest;
import io.salvaguarda.kit.jobs.JobStore;
import io.salvaguarda.restore.drill.ProofOrder;
import io.salvaguarda.restore.run.adapter.RestoreSettings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Asks for proofs of windows: one active job for a source. Works in the caller's transaction. */
@ApplicationScoped
class ProofRequests {

  private final JobStore jobs;
  private final RestoreSettings settings;

  ProofRequests(JobStore jobs, RestoreSettings settings) {
    this.jobs = jobs;
    this.settings = settings;
  }

  Uni<Enqueued> ask(
      Mutiny.Session session, PostgresSource source, String requestedBy, String idempotencyKey) {
    return jobs.enqueue(
        session,
        new JobRequest(
            ProofJob.KIND,
            source.id(),
            source.id(),
            new ProofOrder(source.repository(), source.team()),
            settings.attempts(),
            settings.deadline(),
            requestedBy,
            idempotencyKey));
  }
}
