package io.salvaguarda.verify.run;

import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.verify.catalog.KnownBackup;
import io.salvaguarda.verify.catalog.KnownBackups;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Tells a deleted backup from a lost one. */
@ApplicationScoped
class Deletions {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private final Transactions transactions;
  private final KnownBackups backups;
  private final VerificationSettings settings;

  Deletions(Transactions transactions, KnownBackups backups, VerificationSettings settings) {
    this.transactions = transactions;
    this.backups = backups;
    this.settings = settings;
  }

  /**
   * Why the backup was deleted. The manifest goes before the news of it comes, so this waits a
   * little; empty when no news came.
   */
  Optional<String> awaitReason(String backupId) throws InterruptedException {
    long end = System.nanoTime() + settings.deletionGrace().toNanos();
    while (true) {
      KnownBackup known = transactions.await(session -> backups.find(session, backupId));
      if (known != null && known.deleted()) {
        return Optional.of(known.deleteReason());
      }
      if (System.nanoTime() >= end) {
        return Optional.empty();
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
  }
}
