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
      "select threshold, disk from volume_mark where volume = :volume for update";

  private static final String NOW =
      """
      insert into volume_mark (volume, threshold, disk)
      values (:volume, :threshold, nullif(:disk, ''))
      on conflict (volume) do update set threshold = excluded.threshold, since = clock_timestamp()
      """;

  /**
   * What was told last.
   *
   * @param disk as it was named when its incident began
   */
  private record Told(Optional<StorageThreshold> threshold, Optional<String> disk) {}

  private final Marks marks;
  private final Outbox outbox;
  private final Instance instance;

  VolumeMarks(StorageSettings settings, Outbox outbox, Instance instance) {
    this.marks = new Marks(settings.warningPercent(), settings.criticalPercent());
    this.outbox = outbox;
    this.instance = instance;
  }

  /** In the caller's transaction: what was measured now. */
  public Uni<Void> note(Mutiny.Session session, Measured now) {
    return told(session, now)
        .chain(
            told -> {
              Optional<StorageThreshold> passed =
                  marks.passed(told.threshold(), now.freeBytes(), now.totalBytes());
              return told.threshold().equals(passed)
                  ? Uni.createFrom().voidItem()
                  : write(session, now, passed).chain(() -> tell(session, told, now, passed));
            });
  }

  private static Uni<Told> told(Mutiny.Session session, Measured now) {
    return session
        .createNativeQuery(BEFORE, Object[].class)
        .setParameter("volume", now.volume())
        .getSingleResultOrNull()
        .map(
            row ->
                row == null
                    ? new Told(Optional.empty(), now.disk())
                    : new Told(
                        Optional.of(StorageThreshold.valueOf((String) row[0])),
                        Optional.ofNullable((String) row[1])));
  }

  private static Uni<Integer> write(
      Mutiny.Session session, Measured now, Optional<StorageThreshold> passed) {
    return passed.isEmpty()
        ? session
            .createNativeQuery("delete from volume_mark where volume = :volume")
            .setParameter("volume", now.volume())
            .executeUpdate()
        : session
            .createNativeQuery(NOW)
            .setParameter("volume", now.volume())
            .setParameter("threshold", passed.get().name())
            .setParameter("disk", now.disk().orElse(""))
            .executeUpdate();
  }

  private Uni<Void> tell(
      Mutiny.Session session, Told told, Measured now, Optional<StorageThreshold> passed) {
    if (passed.isEmpty()) {
      LOG.infof(
          "event=storage.recovered volume=%s freeBytes=%d totalBytes=%d",
          now.volume(), now.freeBytes(), now.totalBytes());
      return outbox.add(
          session,
          new StorageRecovered(
              SourceIds.STORAGE,
              instance.service(),
              now.volume(),
              told.disk().orElse(null),
              now.freeBytes(),
              now.totalBytes(),
              Instant.now()));
    }
    if (!Marks.isWorse(told.threshold(), passed)) {
      return Uni.createFrom().voidItem();
    }
    LOG.warnf(
        "event=storage.low volume=%s threshold=%s freeBytes=%d totalBytes=%d",
        now.volume(), passed.get(), now.freeBytes(), now.totalBytes());
    return outbox.add(
        session,
        new StorageLow(
            SourceIds.STORAGE,
            instance.service(),
            now.volume(),
            told.disk().orElse(null),
            now.freeBytes(),
            now.totalBytes(),
            passed.get(),
            Instant.now()));
  }
}
