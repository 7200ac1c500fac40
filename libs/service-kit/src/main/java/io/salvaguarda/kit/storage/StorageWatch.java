package io.salvaguarda.kit.storage;

import io.quarkus.scheduler.Scheduled;
import io.salvaguarda.events.SourceIds;
import io.salvaguarda.events.StorageLow;
import io.salvaguarda.events.StorageThreshold;
import io.salvaguarda.kit.Instance;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.kit.outbox.Outbox;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Tells once when the disk below a folder that this service writes to passes a mark. */
@ApplicationScoped
class StorageWatch {

  private static final Logger LOG = Logger.getLogger(StorageWatch.class);

  private static final String BEFORE =
      "select threshold from volume_mark where volume = :volume for update";

  private static final String NOW =
      """
      insert into volume_mark (volume, threshold) values (:volume, :threshold)
      on conflict (volume) do update set threshold = excluded.threshold, since = clock_timestamp()
      """;

  private final List<Path> folders;
  private final Marks marks;
  private final Transactions transactions;
  private final Outbox outbox;
  private final Instance instance;

  StorageWatch(
      @Any jakarta.enterprise.inject.Instance<WrittenFolders> written,
      StorageSettings settings,
      Transactions transactions,
      Outbox outbox,
      Instance instance) {
    this.folders = written.stream().flatMap(each -> each.folders().stream()).distinct().toList();
    this.marks = new Marks(settings.warningPercent(), settings.criticalPercent());
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
          FileStore disk = Files.getFileStore(folder);
          note(folder, disk.getUsableSpace(), disk.getTotalSpace());
        }
      } catch (IOException | RuntimeException e) {
        LOG.warnf("event=storage.not_measured folder=%s cause=%s", folder, e.toString());
      }
    }
  }

  private void note(Path folder, long free, long total) {
    Optional<StorageThreshold> now = marks.passed(free, total);
    transactions.await(
        session ->
            before(session, folder)
                .chain(before -> note(session, folder, before, now))
                .chain(
                    worse ->
                        worse
                            ? tell(session, folder, free, total, now.orElseThrow())
                            : Uni.createFrom().voidItem()));
  }

  private static Uni<Optional<StorageThreshold>> before(Mutiny.Session session, Path folder) {
    return session
        .createNativeQuery(BEFORE, String.class)
        .setParameter("volume", folder.toString())
        .getSingleResultOrNull()
        .map(known -> Optional.ofNullable(known).map(StorageThreshold::valueOf));
  }

  private static Uni<Boolean> note(
      Mutiny.Session session,
      Path folder,
      Optional<StorageThreshold> before,
      Optional<StorageThreshold> now) {
    if (before.equals(now)) {
      return Uni.createFrom().item(false);
    }
    Uni<Integer> noted =
        now.isEmpty()
            ? session
                .createNativeQuery("delete from volume_mark where volume = :volume")
                .setParameter("volume", folder.toString())
                .executeUpdate()
            : session
                .createNativeQuery(NOW)
                .setParameter("volume", folder.toString())
                .setParameter("threshold", now.get().name())
                .executeUpdate();
    return noted.replaceWith(Marks.isWorse(before, now));
  }

  private Uni<Void> tell(
      Mutiny.Session session, Path folder, long free, long total, StorageThreshold mark) {
    LOG.warnf(
        "event=storage.low folder=%s threshold=%s freeBytes=%d totalBytes=%d",
        folder, mark, free, total);
    return outbox.add(
        session,
        new StorageLow(
            SourceIds.STORAGE,
            instance.service(),
            folder.toString(),
            free,
            total,
            mark,
            Instant.now()));
  }
}
