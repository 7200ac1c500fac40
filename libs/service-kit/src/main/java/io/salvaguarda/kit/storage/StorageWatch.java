package io.salvaguarda.kit.storage;

import io.quarkus.scheduler.Scheduled;
import io.salvaguarda.events.SourceIds;
import io.salvaguarda.events.StorageMeasured;
import io.salvaguarda.kit.Instance;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.kit.outbox.Outbox;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Measures the disks below the folders that this service writes to: a passed mark is told at once,
 * how full they are a few times a day.
 */
@ApplicationScoped
class StorageWatch {

  private static final Logger LOG = Logger.getLogger(StorageWatch.class);

  /** Changes a row when it is time; several instances tell once. */
  private static final String TIME_TO_TELL =
      """
      insert into volume_told (volume, told_at) values (:volume, clock_timestamp())
      on conflict (volume) do update set told_at = excluded.told_at
      where volume_told.told_at <= excluded.told_at - make_interval(secs => :every)
      """;

  private final List<Path> folders;
  private final VolumeMarks marks;
  private final Duration tellEvery;
  private final Transactions transactions;
  private final Outbox outbox;
  private final Instance instance;

  StorageWatch(
      @Any jakarta.enterprise.inject.Instance<WrittenFolders> written,
      VolumeMarks marks,
      StorageSettings settings,
      Transactions transactions,
      Outbox outbox,
      Instance instance) {
    this.folders = written.stream().flatMap(each -> each.folders().stream()).distinct().toList();
    this.marks = marks;
    this.tellEvery = settings.tellEvery();
    this.transactions = transactions;
    this.outbox = outbox;
    this.instance = instance;
  }

  @Scheduled(
      every = "${salvaguarda.storage.every:1m}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void measure() {
    for (Path folder : folders) {
      try {
        if (Files.exists(folder)) {
          note(Measured.of(folder));
        }
      } catch (IOException | RuntimeException e) {
        LOG.warnf("event=storage.not_measured folder=%s cause=%s", folder, e.toString());
      }
    }
  }

  private void note(Measured now) {
    transactions.await(session -> marks.note(session, now).chain(() -> tellAtTimes(session, now)));
  }

  private Uni<Void> tellAtTimes(Mutiny.Session session, Measured now) {
    return session
        .createNativeQuery(TIME_TO_TELL)
        .setParameter("volume", now.volume())
        .setParameter("every", tellEvery.toSeconds() * 1.0)
        .executeUpdate()
        .chain(
            isTime ->
                isTime == 0
                    ? Uni.createFrom().voidItem()
                    : outbox.add(
                        session,
                        new StorageMeasured(
                            SourceIds.STORAGE,
                            instance.service(),
                            now.volume(),
                            now.freeBytes(),
                            now.totalBytes(),
                            Instant.now())));
  }
}
