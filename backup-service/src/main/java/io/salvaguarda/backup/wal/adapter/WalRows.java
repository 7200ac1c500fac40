package io.salvaguarda.backup.wal.adapter;

import io.salvaguarda.backup.wal.WalStanding;
import io.salvaguarda.events.WalTrouble;
import io.salvaguarda.kit.Json;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * How the logs stood, and what is wrong with them. Every method works in the caller's transaction.
 */
@ApplicationScoped
class WalRows {

  private static final String NOTE =
      """
      update wal_source set standing = :standing, measured_at = clock_timestamp()
      where source_id = :source
      """;

  private static final String OPEN =
      """
      insert into wal_trouble (source_id, trouble, since) values (:source, :trouble, :since)
      on conflict (source_id, trouble) do nothing
      """;

  private static final String CLOSE =
      "delete from wal_trouble where source_id = :source and trouble = :trouble";

  private static final String TROUBLES =
      "select trouble, since from wal_trouble where source_id = :source";

  private static final String STANDING =
      "select standing, measured_at, owner from wal_source where source_id = :source";

  private final Json json;

  WalRows(Json json) {
    this.json = json;
  }

  /**
   * @param measuredAt null when it was never looked at
   * @param owner the instance that follows it, or did so last
   */
  record Noted(WalStanding standing, Instant measuredAt, String owner) {}

  Uni<Void> note(Mutiny.Session session, String source, WalStanding standing) {
    return session
        .createNativeQuery(NOTE)
        .setParameter("standing", json.write(standing))
        .setParameter("source", source)
        .executeUpdate()
        .replaceWithVoid();
  }

  /** Null when nobody ever followed it. */
  Uni<Noted> noted(Mutiny.Session session, String source) {
    return session
        .createNativeQuery(STANDING, Object[].class)
        .setParameter("source", source)
        .getSingleResultOrNull()
        .map(
            row ->
                row == null
                    ? null
                    : new Noted(
                        json.read((String) row[0], WalStanding.class),
                        row[1] == null ? null : instant(row[1]),
                        (String) row[2]));
  }

  Uni<Map<WalTrouble, Instant>> troubles(Mutiny.Session session, String source) {
    return session
        .createNativeQuery(TROUBLES, Object[].class)
        .setParameter("source", source)
        .getResultList()
        .map(WalRows::bySort);
  }

  Uni<Void> open(Mutiny.Session session, String source, WalTrouble trouble, Instant since) {
    return session
        .createNativeQuery(OPEN)
        .setParameter("source", source)
        .setParameter("trouble", trouble.name())
        .setParameter("since", OffsetDateTime.ofInstant(since, ZoneOffset.UTC))
        .executeUpdate()
        .replaceWithVoid();
  }

  Uni<Void> close(Mutiny.Session session, String source, WalTrouble trouble) {
    return session
        .createNativeQuery(CLOSE)
        .setParameter("source", source)
        .setParameter("trouble", trouble.name())
        .executeUpdate()
        .replaceWithVoid();
  }

  private static Map<WalTrouble, Instant> bySort(List<Object[]> rows) {
    Map<WalTrouble, Instant> troubles = new EnumMap<>(WalTrouble.class);
    rows.forEach(row -> troubles.put(WalTrouble.valueOf((String) row[0]), instant(row[1])));
    return troubles;
  }

  private static Instant instant(Object value) {
    return value instanceof OffsetDateTime time ? time.toInstant() : (Instant) value;
  }
}
