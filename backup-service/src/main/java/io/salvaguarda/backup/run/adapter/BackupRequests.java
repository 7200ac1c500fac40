package io.salvaguarda.backup.run.adapter;

import io.salvaguarda.backup.run.BackupPayload;
import io.salvaguarda.config.Plan;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.BackupTrigger;
import io.salvaguarda.kit.jobs.Enqueued;
import io.salvaguarda.kit.jobs.JobRequest;
import io.salvaguarda.kit.jobs.JobStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Asks for backup jobs: one active job per source and kind. */
@ApplicationScoped
public class BackupRequests {

  /** The job kind. */
  public static final String JOB_KIND = "backup";

  private final JobStore jobs;
  private final SuiteConfig config;
  private final BackupSettings settings;

  BackupRequests(JobStore jobs, SuiteConfig config, BackupSettings settings) {
    this.jobs = jobs;
    this.config = config;
    this.settings = settings;
  }

  /**
   * Asks in the caller's transaction.
   *
   * @param kind one that the source can have: {@link #canHave}
   * @param requestedBy a token's name, or the schedule
   * @param idempotencyKey null when there is none
   */
  public Uni<Enqueued> ask(
      Mutiny.Session session,
      PostgresSource source,
      BackupKind kind,
      BackupTrigger trigger,
      String requestedBy,
      String idempotencyKey) {
    Plan plan = config.planOf(source);
    BackupPayload payload = new BackupPayload(kind, trigger, plan.name(), source.team());
    return jobs.enqueue(
        session,
        new JobRequest(
            JOB_KIND,
            exclusiveKey(source.id(), kind),
            source.id(),
            payload,
            settings.attempts(),
            plan.deadline(),
            requestedBy,
            idempotencyKey));
  }

  /** Whether the configuration says how to take such a backup. */
  public static boolean canHave(PostgresSource source, BackupKind kind) {
    return switch (kind) {
      case LOGICAL -> true;
      case PHYSICAL -> source.replication().isPresent();
      case BUCKET -> false;
    };
  }

  static String exclusiveKey(String sourceId, BackupKind kind) {
    return sourceId + "/" + kind.name();
  }
}
