package io.salvaguarda.restore.run;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The database that one attempt restores into. Its name says whose it is from the moment in which
 * it exists, its comment (the mark) from shortly after until it gets its final name.
 *
 * @param attempt from 1
 */
public record Working(UUID jobId, int attempt) {

  private static final String PREFIX = "salvaguarda_restore_";
  private static final Pattern NAME = Pattern.compile(PREFIX + "([0-9a-f]{32})_([1-9][0-9]{0,8})");
  private static final Pattern HYPHENS = Pattern.compile("(.{8})(.{4})(.{4})(.{4})(.{12})");

  /** Empty for a name that no attempt of a restore gives. */
  public static Optional<Working> of(String database) {
    Matcher name = NAME.matcher(database);
    return name.matches()
        ? Optional.of(new Working(uuid(name.group(1)), Integer.parseInt(name.group(2))))
        : Optional.empty();
  }

  private static UUID uuid(String hex) {
    return UUID.fromString(HYPHENS.matcher(hex).replaceFirst("$1-$2-$3-$4-$5"));
  }

  /** Whether a name looks like one of these: such names are not for people to choose. */
  public static boolean isReserved(String database) {
    return database.startsWith(PREFIX);
  }

  /** At most 62 bytes. */
  public String database() {
    return PREFIX + jobId.toString().replace("-", "") + "_" + attempt;
  }

  String mark() {
    return "salvaguarda restore " + jobId + ": not whole yet";
  }
}
