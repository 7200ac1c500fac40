package io.salvaguarda.postgres.replication;

import io.salvaguarda.postgres.replication.BaseBackup.Options;
import java.util.ArrayList;
import java.util.List;

/**
 * Commands as each version spells them. A backup is with WAL, a manifest and estimates; because its
 * WAL is in it, it does not wait until the server has archived that, which may be for ever.
 */
final class Commands {
  private static final int OPTIONS_IN_PARENTHESES = 15;

  private Commands() {}

  static boolean inOneCopy(int serverMajor) {
    return serverMajor >= OPTIONS_IN_PARENTHESES;
  }

  static String baseBackup(int serverMajor, Options options) {
    String label = "LABEL " + literal(options.label());
    List<String> words = new ArrayList<>(List.of(label, "PROGRESS", "WAL", "MANIFEST 'yes'"));
    words.add(serverMajor >= OPTIONS_IN_PARENTHESES ? "WAIT 0" : "NOWAIT");
    if (serverMajor >= OPTIONS_IN_PARENTHESES) {
      words.add("CHECKPOINT " + (options.fastCheckpoint() ? "'fast'" : "'spread'"));
    } else if (options.fastCheckpoint()) {
      words.add(2, "FAST");
    }
    options.maxRateKibPerSecond().ifPresent(rate -> words.add("MAX_RATE " + rate));
    options.since().ifPresent(earlier -> words.add("INCREMENTAL"));
    return serverMajor >= OPTIONS_IN_PARENTHESES
        ? "BASE_BACKUP (" + String.join(", ", words) + ")"
        : "BASE_BACKUP " + String.join(" ", words);
  }

  /** A slot that goes with the connection and keeps the WAL of the backup until it was sent. */
  static String temporarySlot(int serverMajor, String name) {
    return "CREATE_REPLICATION_SLOT " + name + " TEMPORARY PHYSICAL " + reserveWal(serverMajor);
  }

  /** A slot that stays until it is dropped. */
  static String permanentSlot(int serverMajor, String name) {
    return "CREATE_REPLICATION_SLOT " + name + " PHYSICAL " + reserveWal(serverMajor);
  }

  private static String reserveWal(int serverMajor) {
    return serverMajor >= OPTIONS_IN_PARENTHESES ? "(RESERVE_WAL)" : "RESERVE_WAL";
  }

  /** The replication grammar knows no escapes but a doubled quote. */
  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
