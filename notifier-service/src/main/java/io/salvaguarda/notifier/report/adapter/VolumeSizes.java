package io.salvaguarda.notifier.report.adapter;

import io.salvaguarda.events.EventEnvelope;
import io.salvaguarda.events.StorageMeasured;
import io.salvaguarda.kit.inbox.EventReaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Keeps what services measure of their volumes. */
@ApplicationScoped
class VolumeSizes implements EventReaction<StorageMeasured> {

  private static final String INSERT =
      """
      insert into volume_size (service, volume, observed_at, free_bytes, total_bytes)
      values (:service, :volume, :observedAt, :free, :total) on conflict do nothing
      """;

  private static final String SINCE =
      "from VolumeSizeRow where observedAt >= :since order by service, volume, observedAt";

  @Override
  public Class<StorageMeasured> eventType() {
    return StorageMeasured.class;
  }

  @Override
  public Uni<Void> react(EventEnvelope<? extends StorageMeasured> event, Mutiny.Session session) {
    StorageMeasured measured = event.data();
    return session
        .createNativeQuery(INSERT)
        .setParameter("service", measured.service())
        .setParameter("volume", measured.volume())
        .setParameter("observedAt", measured.observedAt())
        .setParameter("free", measured.freeBytes())
        .setParameter("total", measured.totalBytes())
        .executeUpdate()
        .replaceWithVoid();
  }

  /** By volume, the oldest first. */
  Uni<List<VolumeSizeRow>> since(Mutiny.Session session, Instant since) {
    return session
        .createSelectionQuery(SINCE, VolumeSizeRow.class)
        .setParameter("since", since)
        .getResultList();
  }
}
