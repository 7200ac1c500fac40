package io.salvaguarda.backup.retention.adapter;

import io.salvaguarda.backup.retention.Verdict;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.events.BackupChoice;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.RetentionPlanned;
import io.salvaguarda.kit.jobs.Enqueued;
import io.salvaguarda.kit.jobs.JobRequest;
import io.salvaguarda.kit.jobs.JobStore;
import io.salvaguarda.kit.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Tells what will be deleted, and sees to it that it is, later. */
@ApplicationScoped
class RetentionAnnouncement {

  private static final Logger LOG = Logger.getLogger(RetentionAnnouncement.class);
  private static final int ATTEMPTS = 3;
  private static final Duration DEADLINE = Duration.ofHours(6);

  private final JobStore jobs;
  private final Outbox outbox;
  private final Duration notice;

  RetentionAnnouncement(JobStore jobs, Outbox outbox, RetentionSettings settings) {
    this.jobs = jobs;
    this.outbox = outbox;
    this.notice = settings.notice();
  }

  /** The event and the job that acts on it, both or neither; nothing when nothing is to go. */
  Uni<Void> make(
      Mutiny.Session session,
      PostgresSource source,
      BackupKind kind,
      List<Verdict.Expired> expired,
      UUID planningJob) {
    if (expired.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<BackupChoice> backups =
        expired.stream()
            .map(each -> new BackupChoice(each.backup().backupId(), each.reason()))
            .toList();
    // read before the job is queued: it never begins earlier than it was said
    return RetentionRows.now(session)
        .chain(
            now ->
                jobs.enqueueAfter(session, execution(source, kind, backups, planningJob), notice)
                    .chain(enqueued -> tell(session, source, kind, backups, enqueued, now)));
  }

  private JobRequest execution(
      PostgresSource source, BackupKind kind, List<BackupChoice> backups, UUID planningJob) {
    return new JobRequest(
        RetentionExecution.KIND,
        source.id() + "/" + kind,
        source.id(),
        new RetentionExecution.Payload(kind, backups),
        ATTEMPTS,
        DEADLINE.plus(notice),
        "retention",
        "retention:" + planningJob + ":" + kind);
  }

  private Uni<Void> tell(
      Mutiny.Session session,
      PostgresSource source,
      BackupKind kind,
      List<BackupChoice> backups,
      Enqueued enqueued,
      Instant now) {
    return switch (enqueued) {
      case Enqueued.Created created -> {
        LOG.infof(
            "event=retention.planned source=%s job=%s backups=%d executesAt=%s",
            source.id(), created.jobId(), backups.size(), now.plus(notice));
        yield outbox.add(
            session,
            new RetentionPlanned(
                source.id(),
                kind,
                source.plan(),
                created.jobId(),
                backups.size(),
                backups,
                now,
                now.plus(notice)));
      }
      case Enqueued.Repeated repeated -> Uni.createFrom().voidItem();
      case Enqueued.AlreadyActive earlier -> {
        LOG.infof("event=retention.already_planned source=%s job=%s", source.id(), earlier.jobId());
        yield Uni.createFrom().voidItem();
      }
    };
  }
}
