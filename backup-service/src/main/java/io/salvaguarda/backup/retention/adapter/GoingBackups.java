package io.salvaguarda.backup.retention.adapter;

import io.salvaguarda.backup.retention.Verdict;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.events.BackupKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Set;

/** The backups that plans let go of, and that may still be there. Blocks: not for event loops. */
@ApplicationScoped
public class GoingBackups {

  private final SuiteConfig config;
  private final RetentionRows rows;

  GoingBackups(SuiteConfig config, RetentionRows rows) {
    this.config = config;
    this.rows = rows;
  }

  /** Their ids. A backup whose source is not configured, or that nobody knows, is none of them. */
  public Set<String> in(String repository) {
    Set<String> going = new HashSet<>();
    for (PostgresSource source : config.sources().values()) {
      for (BackupKind kind : BackupKind.values()) {
        rows.verdicts(source, kind).stream()
            .filter(Verdict::goes)
            .map(Verdict::backup)
            .filter(backup -> backup.repository().equals(repository))
            .forEach(backup -> going.add(backup.backupId()));
      }
    }
    return going;
  }
}
