package io.salvaguarda.kit.storage;

import io.salvaguarda.events.SourceIds;
import io.salvaguarda.events.StorageLow;
import io.salvaguarda.events.StorageRecovered;
import io.salvaguarda.events.StorageThreshold;
import io.salvaguarda.kit.Instance;
import io.salvaguarda.kit.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Tells once when a place passes a mark, and once when it has room again. */
@ApplicationScoped
public class VolumeMarks {

  private static final Logger LOG = Logger.getLogger(VolumeMarks.class);

  private static final String BEFORE =
      "select threshold from volume_mark where volume = :volume for update";

  private static final String NOW =
      """
      insert into volume_mark (volume, threshold) values (:volume, :threshold)
      on conflict (volume) do update set threshold = excluded.threshold, since = clock_timestamp()
      """;

  private final Marks marks;
  private final Outbox outbox;
  private final Instance instance;

  VolumeMarks(StorageSettings settings, Outbox outbox, Instance instance) {
    this.marks = new Marks(settings.warningPercent(), settings.criticalPercent());
    this.outbox = outbox;
    this.instance = instance;
  }

  /** In the caller's transaction: what was measured now. */
  public Uni<Void> note(Mutiny.Session session, String volume, long freeBytes, long totalBytes) {
    return before(session, volume)
        .chain(
            before -> {
              Optional<StorageThreshold> now = marks.passed(before, freeBytes, totalBytes);
              return before.equals(now)
                  ? Uni.createFrom().voidItem()
                  : write(session, volume, now)
                      .chain(() -> tell(session, volume, before, now, freeBytes, totalBytes));
            });
  }

  private static Uni<Optional<StorageThreshold>> before(Mutiny.Session session, String volume) {
    return session
        .createNativeQuery(BEFORE, String.class)
        .setParameter("volume", volume)
        .getSingleResultOrNull()
        .map(known -> Optional.ofNullable(known).map(StorageThreshold::valueOf));
  }

  private static Uni<Integer> write(
      Mutiny.Session session, String volume, Optional<StorageThreshold> now) {
    return now.isEmpty()
        ? session
            .createNativeQuery("delete from volume_mark where volume = :volume")
            .setParameter("volume", volume)
            .executeUpdate()
        : session
            .createNativeQuery(NOW)
            .setParameter("volume", volume)
            .setParameter("threshold", now.get().name())
            .executeUpdate();
  }

  private Uni<Void> tell(
      Mutiny.Session session,
      String volume,
      Optional<StorageThreshold> before,
      Optional<StorageThreshold> now,
      long free,
      long total) {
    if (now.isEmpty()) {
      LOG.infof(
          "event=storage.recovered volume=%s freeBytes=%d totalBytes=%d", volume, free, total);
      return outbox.add(
          session,
          new StorageRecovered(
              SourceIds.STORAGE, instance.service(), volume, free, total, Instant.now()));
    }
    if (!Marks.isWorse(before, now)) {
      return Uni.createFrom().voidItem();
    }
    LOG.warnf(
        "event=storage.low volume=%s threshold=%s freeBytes=%d totalBytes=%d",
        volume, now.get(), free, total);
    return outbox.add(
        session,
        new StorageLow(
            SourceIds.STORAGE, instance.service(), volume, free, total, now.get(), Instant.now()));
  }
}
