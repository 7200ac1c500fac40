package io.salvaguarda.backup.catalog.adapter;

import io.salvaguarda.backup.catalog.LegalHold;
import io.salvaguarda.events.BackupHoldPlaced;
import io.salvaguarda.events.BackupHoldReleased;
import io.salvaguarda.kit.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Takes into the catalog what the repository says of holds, and tells of each change once. The
 * repository is always changed first: a crash in between leaves a backup held, and is made good by
 * whoever looks next.
 */
@ApplicationScoped
public class LegalHolds {

  private static final Logger LOG = Logger.getLogger(LegalHolds.class);

  private final Outbox outbox;

  LegalHolds(Outbox outbox) {
    this.outbox = outbox;
  }

  /** The backup is held; nothing when it is not known. */
  public Uni<Void> held(Mutiny.Session session, String backupId, LegalHold hold) {
    return locked(session, backupId)
        .chain(
            row ->
                row == null || hold.saysAs(row.hold())
                    ? Uni.createFrom().voidItem()
                    : place(session, row, hold));
  }

  /**
   * The backup is not held; nothing when it is not known.
   *
   * @param by who released it; null when it is not known
   * @return whether it had been held
   */
  Uni<Boolean> free(Mutiny.Session session, String backupId, String by) {
    return locked(session, backupId)
        .chain(
            row ->
                row == null || row.hold() == null
                    ? Uni.createFrom().item(false)
                    : release(session, row, by).replaceWith(true));
  }

  private static Uni<BackupRow> locked(Mutiny.Session session, String backupId) {
    return session.find(BackupRow.class, backupId, LockModeType.PESSIMISTIC_WRITE);
  }

  private Uni<Void> place(Mutiny.Session session, BackupRow row, LegalHold hold) {
    row.hold(hold);
    LOG.infof(
        "event=backup.held backup=%s by=\"%s\" reason=\"%s\"",
        row.backupId, hold.by(), hold.reason());
    return outbox.add(
        session,
        new BackupHoldPlaced(
            row.backupId,
            row.sourceId,
            row.kind,
            row.repository,
            hold.by(),
            hold.reason(),
            hold.since()));
  }

  private Uni<Void> release(Mutiny.Session session, BackupRow row, String by) {
    String reason = row.hold().reason();
    row.hold(null);
    LOG.infof("event=backup.released backup=%s by=\"%s\"", row.backupId, by);
    return outbox.add(
        session,
        new BackupHoldReleased(
            row.backupId, row.sourceId, row.kind, row.repository, reason, by, Instant.now()));
  }
}
