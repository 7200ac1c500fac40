package io.salvaguarda.restore.drill.adapter;

import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.WalMode;
import io.salvaguarda.events.BackupKind;
import java.util.List;
import java.util.Locale;

/** Which kinds of drills a source has. */
final class Kinds {

  private Kinds() {}

  /** One for each kind of backup that the plan wants of it. */
  static List<BackupKind> of(PostgresSource source) {
    return source.replication().isPresent()
        ? List.of(BackupKind.LOGICAL, BackupKind.PHYSICAL)
        : List.of(BackupKind.LOGICAL);
  }

  /** What somebody would restore who wants to lose the least. */
  static BackupKind best(PostgresSource source) {
    return source.wal() == WalMode.NONE ? BackupKind.LOGICAL : BackupKind.PHYSICAL;
  }

  static String word(BackupKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
