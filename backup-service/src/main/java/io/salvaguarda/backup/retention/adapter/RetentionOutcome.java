package io.salvaguarda.backup.retention.adapter;

import io.salvaguarda.access.Repositories;
import io.salvaguarda.backup.retention.Verdict;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.events.BackupChoice;
import io.salvaguarda.events.RetentionExecuted;
import io.salvaguarda.kit.jobs.Consequence;
import io.salvaguarda.kit.jobs.JobResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/** What became of the backups that were announced, whichever attempt did it. */
@ApplicationScoped
class RetentionOutcome {

  private static final Logger LOG = Logger.getLogger(RetentionOutcome.class);

  private final RetentionRows rows;
  private final Repositories repositories;

  RetentionOutcome(RetentionRows rows, Repositories repositories) {
    this.rows = rows;
    this.repositories = repositories;
  }

  JobResult of(PostgresSource source, RetentionExecution.Payload payload, UUID job) {
    Map<String, Verdict> standing = new HashMap<>();
    rows.verdicts(source, payload.kind())
        .forEach(verdict -> standing.put(verdict.backup().backupId(), verdict));
    List<BackupChoice> deleted = new ArrayList<>();
    List<BackupChoice> kept = new ArrayList<>();
    for (BackupChoice announced : payload.backups()) {
      Verdict verdict = standing.get(announced.backupId());
      if (verdict == null) {
        deleted.add(announced);
      } else {
        kept.add(new BackupChoice(announced.backupId(), whyKept(verdict)));
      }
    }
    LOG.infof(
        "event=retention.executed source=%s job=%s deleted=%d kept=%d",
        source.id(), job, deleted.size(), kept.size());
    return new JobResult.Done(
        new RetentionExecution.Result(deleted.size(), kept.size()),
        Consequence.of(
            new RetentionExecuted(
                source.id(),
                payload.kind(),
                source.plan(),
                job,
                deleted.size(),
                deleted,
                kept.size(),
                kept,
                Instant.now())));
  }

  private String whyKept(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Kept kept -> kept.reason();
      case Verdict.Locked locked -> locked.reason();
      case Verdict.Expired expired ->
          repositories.names().contains(expired.backup().repository())
              ? "it came to be due only now"
              : "its repository " + expired.backup().repository() + " is not configured";
    };
  }
}
