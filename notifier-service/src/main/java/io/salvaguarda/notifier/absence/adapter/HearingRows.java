package io.salvaguarda.notifier.absence.adapter;

import io.salvaguarda.notifier.absence.Hearing;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** The one row that says up to when everything was heard. */
@ApplicationScoped
class HearingRows {

  /** Locked by another instance means: that one looks. */
  private static final String LOCK = "select * from hearing for update skip locked";

  private static final String WRITE =
      """
      update hearing
      set looked_at = :lookedAt, awake_since = :awakeSince, moved_at = :movedAt,
          heard_since = :since, heard_up_to = :upTo, deaf_told = :deafTold
      """;

  Uni<Instant> now(Mutiny.Session session) {
    return session.createNativeQuery("select clock_timestamp()", Instant.class).getSingleResult();
  }

  /** Empty when another instance looks. */
  Uni<Optional<Hearing>> lock(Mutiny.Session session) {
    return session
        .createNativeQuery(LOCK, HearingRow.class)
        .getSingleResultOrNull()
        .map(row -> Optional.ofNullable(row).map(HearingRow::hearing));
  }

  Uni<Optional<Hearing>> read(Mutiny.Session session) {
    return session
        .createSelectionQuery("from HearingRow", HearingRow.class)
        .getSingleResultOrNull()
        .map(row -> Optional.ofNullable(row).map(HearingRow::hearing));
  }

  Uni<Void> write(Mutiny.Session session, Hearing hearing) {
    return session
        .createNativeQuery(WRITE)
        .setParameter("lookedAt", hearing.lookedAt())
        .setParameter("awakeSince", hearing.awakeSince())
        .setParameter("movedAt", hearing.movedAt())
        .setParameter("since", hearing.since())
        .setParameter("upTo", hearing.upTo())
        .setParameter("deafTold", hearing.deafTold())
        .executeUpdate()
        .replaceWithVoid();
  }
}
