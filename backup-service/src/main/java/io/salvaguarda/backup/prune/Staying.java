package io.salvaguarda.backup.prune;

import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.wal.WalFile;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * What is to be kept locked, where its store locks anything: to renew the lock of what is to go
 * would keep it for ever.
 *
 * @param wal archived files, by source
 */
public record Staying(Predicate<BackupId> backups, BiPredicate<String, WalFile> wal) {

  /** Nothing is to go. */
  public static final Staying ALL = new Staying(id -> true, (source, file) -> true);
}
