package io.salvaguarda.postgres.physical;

import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.PostgresFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a server of ours is told instead of what the backup's files say: those name libraries,
 * certificates, programs and folders of another machine. It lies beside them for as long as the
 * server runs; they stay as they are.
 */
final class OwnConfiguration implements AutoCloseable {
  private static final String AUTO = "postgresql.auto.conf";
  private static final String SET_ASIDE = "salvaguarda_source.auto.conf";
  private static final String CONFIG = "salvaguarda_server.conf";
  private static final String LOGINS = "salvaguarda_hba.conf";
  private static final String NAMES = "salvaguarda_ident.conf";

  private final DataDirectory data;
  private final PlainFiles files;

  private OwnConfiguration(DataDirectory data) {
    this.data = data;
    this.files = new PlainFiles(data);
  }

  /**
   * @param settings later ones win; values may be anything
   * @param logins lines of a pg_hba.conf; none: nobody can log in
   */
  static OwnConfiguration write(
      DataDirectory data, Map<String, String> settings, List<String> logins) {
    OwnConfiguration own = new OwnConfiguration(data);
    try {
      Map<String, String> all = new LinkedHashMap<>(settings);
      all.put("hba_file", own.files.path(LOGINS).toString());
      all.put("ident_file", own.files.path(NAMES).toString());
      StringBuilder text = new StringBuilder();
      all.forEach(
          (name, value) -> text.append(name).append(" = ").append(quoted(value)).append('\n'));
      own.setAside();
      own.files.put(CONFIG, text.toString());
      own.files.put(LOGINS, String.join("\n", logins) + "\nlocal all all reject\n");
      own.files.put(NAMES, "");
      return own;
    } catch (IOException e) {
      throw new PostgresException(unwritable(data, e), e);
    }
  }

  /** As a setting's value in a file: quotes doubled, backslashes and line breaks escaped. */
  static String quoted(String value) {
    return "'"
        + value.replace("\\", "\\\\").replace("'", "''").replace("\n", "\\n").replace("\r", "\\r")
        + "'";
  }

  /** A server reads this file last of all, wherever its configuration is. */
  private void setAside() throws IOException {
    if (Files.exists(files.path(AUTO)) && !Files.exists(files.path(SET_ASIDE))) {
      Files.move(files.path(AUTO), files.path(SET_ASIDE));
    }
    files.put(AUTO, "");
  }

  /** Where PostgreSQL is told to look. */
  Path path() {
    return files.path(CONFIG);
  }

  /** Leaves the backup's own files as they were. */
  @Override
  public void close() {
    try {
      for (String name : List.of(CONFIG, LOGINS, NAMES, AUTO)) {
        Files.deleteIfExists(files.path(name));
      }
      if (Files.exists(files.path(SET_ASIDE))) {
        Files.move(files.path(SET_ASIDE), files.path(AUTO), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new PostgresException(unwritable(data, e), e);
    }
  }

  private static PostgresFailure unwritable(DataDirectory data, IOException e) {
    return PostgresFailure.inconclusive(
        PostgresError.SANDBOX_FAILED,
        "%s cannot be written: %s".formatted(data.path(), e.getMessage()),
        "Check the folder and its disk.");
  }
}
