package io.salvaguarda.backup.catalog.adapter;

import io.salvaguarda.backup.catalog.CatalogEntry;
import io.salvaguarda.backup.catalog.UsualSize;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.RetentionHeld;
import io.salvaguarda.events.RetentionReleased;
import io.salvaguarda.events.SuiteEvent;
import io.salvaguarda.kit.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Compares each new backup with its source's usual size. One that is far smaller holds retention
 * back until somebody accepts it or a later backup is of usual size again. Both are told.
 */
@ApplicationScoped
public class Holds {

  private static final Logger LOG = Logger.getLogger(Holds.class);

  private static final String LATEST_SIZES =
      """
      select dump_bytes from backup
      where source_id = :source and kind = :kind and label < :label and not anomaly
        and label >= coalesce((select from_label from usual_size u
                               where u.source_id = :source and u.kind = :kind), '')
      order by label desc
      limit :most
      """;

  private static final String HOLD =
      """
      insert into retention_hold (source_id, kind, backup_id, dump_bytes, usual_bytes)
      values (:source, :kind, :id, :bytes, :usual)
      on conflict do nothing
      """;

  private static final String RELEASE =
      """
      delete from retention_hold where source_id = :source and kind = :kind
      returning backup_id
      """;

  private static final String ACCEPT =
      """
      with held as (delete from retention_hold where source_id = :source
                    returning source_id, kind, backup_id, split_part(backup_id, '/', 3) as label),
           usual as (insert into usual_size (source_id, kind, from_label, accepted_by)
                     select source_id, kind, label, :by from held
                     on conflict (source_id, kind) do update
                     set from_label = excluded.from_label, accepted_by = excluded.accepted_by,
                         accepted_at = clock_timestamp()),
           seen as (update backup b set anomaly = false
                    from held h
                    where b.source_id = h.source_id and b.kind = h.kind and b.label >= h.label
                      and b.anomaly)
      select backup_id from held
      """;

  private final Outbox outbox;

  Holds(Outbox outbox) {
    this.outbox = outbox;
  }

  /** To be called in the transaction that adds the backup, after it was added. */
  public Uni<Void> compare(Mutiny.Session session, CatalogEntry backup) {
    return latestSizes(session, backup)
        .map(UsualSize::of)
        .chain(
            usual ->
                usual.isPresent() && UsualSize.isFarBelow(usual.getAsLong(), backup.dumpBytes())
                    ? hold(session, backup, usual.getAsLong())
                    : release(session, backup));
  }

  private static Uni<List<Long>> latestSizes(Mutiny.Session session, CatalogEntry backup) {
    return session
        .createNativeQuery(LATEST_SIZES, Long.class)
        .setParameter("source", backup.sourceId())
        .setParameter("kind", backup.kind().name())
        .setParameter("label", backup.label())
        .setParameter("most", UsualSize.COMPARED)
        .getResultList();
  }

  private Uni<Void> hold(Mutiny.Session session, CatalogEntry backup, long usual) {
    LOG.warnf(
        "event=backup.anomaly source=%s backup=%s dumpBytes=%d usualBytes=%d retention=held",
        backup.sourceId(), backup.backupId(), backup.dumpBytes(), usual);
    return session
        .createNativeQuery("update backup set anomaly = true where backup_id = :id")
        .setParameter("id", backup.backupId())
        .executeUpdate()
        .chain(
            () ->
                session
                    .createNativeQuery(HOLD)
                    .setParameter("source", backup.sourceId())
                    .setParameter("kind", backup.kind().name())
                    .setParameter("id", backup.backupId())
                    .setParameter("bytes", backup.dumpBytes())
                    .setParameter("usual", usual)
                    .executeUpdate())
        .chain(
            isFirst ->
                isFirst == 1
                    ? outbox.add(session, held(backup, usual))
                    : Uni.createFrom().voidItem());
  }

  private static RetentionHeld held(CatalogEntry backup, long usual) {
    return new RetentionHeld(
        backup.backupId(),
        backup.sourceId(),
        backup.kind(),
        backup.plan(),
        backup.team(),
        backup.repository(),
        backup.dumpBytes(),
        usual,
        backup.completedAt());
  }

  private Uni<Void> release(Mutiny.Session session, CatalogEntry backup) {
    return session
        .createNativeQuery(RELEASE, String.class)
        .setParameter("source", backup.sourceId())
        .setParameter("kind", backup.kind().name())
        .getResultList()
        .invoke(
            held ->
                held.forEach(
                    id ->
                        LOG.infof(
                            "event=retention.released source=%s backup=%s reason=\"the size is usual again\"",
                            backup.sourceId(), id)))
        .chain(held -> outbox.addAll(session, released(backup, held)));
  }

  private static List<SuiteEvent> released(CatalogEntry backup, List<String> held) {
    return held.stream()
        .<SuiteEvent>map(
            id ->
                new RetentionReleased(
                    id, backup.sourceId(), backup.kind(), null, backup.completedAt()))
        .toList();
  }

  /** Whether retention must leave the source's backups alone. */
  public Uni<Boolean> isHeld(Mutiny.Session session, String sourceId, BackupKind kind) {
    return session
        .createSelectionQuery(
            "select count(*) from HoldRow where id.sourceId = :source and id.kind = :kind",
            Long.class)
        .setParameter("source", sourceId)
        .setParameter("kind", kind)
        .getSingleResult()
        .map(count -> count > 0);
  }

  /** The holds by source. */
  public Uni<Map<String, HoldView>> all(Mutiny.Session session) {
    return session
        .createSelectionQuery("from HoldRow order by since", HoldRow.class)
        .getResultList()
        .map(
            rows ->
                rows.stream()
                    .map(HoldView::of)
                    .collect(
                        Collectors.toMap(
                            HoldView::sourceId, Function.identity(), (first, other) -> first)));
  }

  /**
   * Somebody says that the smaller size is right: from that backup on it is the usual one.
   *
   * @return false when nothing was held
   */
  public Uni<Boolean> accept(Mutiny.Session session, String sourceId, String by) {
    return session
        .createNativeQuery(ACCEPT, String.class)
        .setParameter("source", sourceId)
        .setParameter("by", by)
        .getResultList()
        .chain(
            held ->
                outbox.addAll(session, accepted(sourceId, by, held)).replaceWith(!held.isEmpty()));
  }

  private static List<SuiteEvent> accepted(String sourceId, String by, List<String> held) {
    return held.stream()
        .<SuiteEvent>map(
            id ->
                new RetentionReleased(
                    id,
                    sourceId,
                    BackupKind.valueOf(id.split("/")[1].toUpperCase(Locale.ROOT)),
                    by,
                    Instant.now()))
        .toList();
  }
}
