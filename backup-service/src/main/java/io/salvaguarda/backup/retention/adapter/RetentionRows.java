package io.salvaguarda.backup.retention.adapter;

import io.salvaguarda.access.Repositories;
import io.salvaguarda.backup.catalog.KnownBackup;
import io.salvaguarda.backup.catalog.LegalHold;
import io.salvaguarda.backup.catalog.adapter.Catalog;
import io.salvaguarda.backup.catalog.adapter.Holds;
import io.salvaguarda.backup.catalog.adapter.LegalHolds;
import io.salvaguarda.backup.retention.RetentionDecision;
import io.salvaguarda.backup.retention.Verdict;
import io.salvaguarda.config.Plan;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.events.BackupDeleted;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.kit.outbox.Outbox;
import io.salvaguarda.repository.BackupId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/** Retention's view of the catalog, by the database's clock. Blocks: not for event loops. */
@ApplicationScoped
class RetentionRows {

  private final Transactions transactions;
  private final Catalog catalog;
  private final Holds holds;
  private final LegalHolds legalHolds;
  private final Outbox outbox;
  private final SuiteConfig config;
  private final Repositories repositories;

  RetentionRows(
      Transactions transactions,
      Catalog catalog,
      Holds holds,
      LegalHolds legalHolds,
      Outbox outbox,
      SuiteConfig config,
      Repositories repositories) {
    this.transactions = transactions;
    this.catalog = catalog;
    this.holds = holds;
    this.legalHolds = legalHolds;
    this.outbox = outbox;
    this.config = config;
    this.repositories = repositories;
  }

  /** The next of the announced backups to delete. */
  Optional<Verdict.Expired> next(PostgresSource source, BackupKind kind, Set<String> announced) {
    return expired(source, kind).stream()
        .filter(expired -> announced.contains(expired.backup().backupId()))
        .findFirst();
  }

  /** What may go, the oldest first, in repositories that are still configured. */
  List<Verdict.Expired> expired(PostgresSource source, BackupKind kind) {
    return Verdict.expired(verdicts(source, kind)).stream()
        .filter(expired -> repositories.names().contains(expired.backup().repository()))
        .toList();
  }

  /** What becomes of each backup if it were decided now, the oldest first. */
  List<Verdict> verdicts(PostgresSource source, BackupKind kind) {
    return transactions.await(session -> verdicts(session, source, kind));
  }

  Uni<List<Verdict>> verdicts(Mutiny.Session session, PostgresSource source, BackupKind kind) {
    Plan plan = config.planOf(source);
    return now(session)
        .chain(
            now ->
                holds
                    .isHeld(session, source.id(), kind)
                    .chain(
                        held ->
                            catalog
                                .all(session, source.id(), kind)
                                .map(
                                    backups ->
                                        RetentionDecision.of(
                                            backups,
                                            plan.retention(),
                                            plan.timezone(),
                                            held,
                                            now))));
  }

  static Uni<Instant> now(Mutiny.Session session) {
    return session.createNativeQuery("select clock_timestamp()", Instant.class).getSingleResult();
  }

  /** What the repository knew and the catalog did not. */
  void held(BackupId id, LegalHold hold) {
    transactions.await(session -> legalHolds.held(session, id.toString(), hold));
  }

  /**
   * Its store does not let the backup go. It is not asked before an hour has passed: its clock may
   * be another.
   *
   * @param until empty when nobody knows
   */
  void locked(BackupId id, Optional<Instant> until) {
    transactions.await(
        session ->
            now(session)
                .chain(
                    now -> {
                      Instant soonest = now.plus(Duration.ofHours(1));
                      Instant known = until.filter(soonest::isBefore).orElse(soonest);
                      return catalog.locked(session, id.toString(), known);
                    }));
  }

  /** Row and event, together; nothing when another instance was quicker. */
  void deleted(String sourceId, BackupKind kind, Verdict.Expired expired) {
    KnownBackup backup = expired.backup();
    transactions.await(
        session ->
            catalog
                .remove(session, backup.backupId())
                .chain(
                    removed ->
                        removed
                            ? outbox.add(
                                session,
                                new BackupDeleted(
                                    backup.backupId(),
                                    sourceId,
                                    kind,
                                    backup.repository(),
                                    expired.reason(),
                                    Instant.now()))
                            : Uni.createFrom().voidItem()));
  }
}
