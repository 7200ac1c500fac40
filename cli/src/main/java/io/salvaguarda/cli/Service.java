package io.salvaguarda.cli;

import java.util.Locale;

/** The services that commands ask, as people write their names. */
enum Service {
  BACKUP,
  VERIFY,
  RESTORE,
  NOTIFIER;

  /** In cli.json and on the command line: {@code backup}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** {@code backup-service}. */
  String fullName() {
    return this + "-service";
  }

  /** The environment variable that holds its URL: {@code SALVA_BACKUP_URL}. */
  String variable() {
    return "SALVA_" + name() + "_URL";
  }
}
