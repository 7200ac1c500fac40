package io.salvaguarda.backup.wal.adapter;

import io.salvaguarda.backup.run.adapter.BackupRequests;
import io.salvaguarda.backup.wal.WalJudgement.Sight;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.BackupTrigger;
import io.salvaguarda.kit.jobs.Enqueued;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Asks for the physical backup that a log needs after a gap or a switch, in the transaction. */
@ApplicationScoped
class NewBackups {

  private static final String REQUESTED_BY = "wal-watch";

  private final BackupRequests requests;

  NewBackups(BackupRequests requests) {
    this.requests = requests;
  }

  /**
   * Again every hour while the gap is there: a backup may fail, or have begun before the gap.
   *
   * @return its job; null when another one is under way
   */
  Uni<UUID> afterGap(Mutiny.Session session, PostgresSource source, Sight sight, Instant since) {
    long hours = Duration.between(since, sight.at()).toHours();
    String from = sight.coverage().missing().orElseThrow().from().toString();
    return ask(session, source, "wal-gap:%s:%s:%d".formatted(source.id(), from, hours));
  }

  /** Once for each timeline: what it switched to is then covered by a backup of its own. */
  Uni<Void> afterSwitch(Mutiny.Session session, PostgresSource source, Sight sight) {
    if (sight.coverage() == null || sight.coverage().switchedTo().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    String key =
        "wal-timeline:%s:%s:%d"
            .formatted(
                source.id(), sight.standing().systemId(), sight.coverage().switchedTo().get());
    return ask(session, source, key).replaceWithVoid();
  }

  private Uni<UUID> ask(Mutiny.Session session, PostgresSource source, String key) {
    return requests
        .ask(session, source, BackupKind.PHYSICAL, BackupTrigger.REQUEST, REQUESTED_BY, key)
        .map(
            asked ->
                switch (asked) {
                  case Enqueued.Created created -> created.jobId();
                  case Enqueued.Repeated repeated -> repeated.jobId();
                  case Enqueued.AlreadyActive active -> null;
                });
  }
}
