package io.salvaguarda.postgres.tools;

import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresFailure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One major version of PostgreSQL's programs, found by folder. A dump is read by the same major
 * version that wrote it, so the server's version chooses.
 */
public final class PgTools {
  /** A folder of programs that is looked into first. */
  public static final String BIN_VARIABLE = "SALVAGUARDA_PG_BIN";

  /**
   * Folders that hold a {@code <major>/bin} each, as Debian's {@code /usr/lib/postgresql} does;
   * looked into last. Servers of that version are served from there; clusters of our own are not.
   */
  public static final String MAJORS_VARIABLE = "SALVAGUARDA_PG_MAJORS";

  private static final List<String> SERVER_TOOLS = List.of("initdb", "postgres", "pg_ctl");
  private static final int NEWEST_MAJOR_TRIED = 30;
  private static final int OLDEST_MAJOR_TRIED = 10;

  private final int major;
  private final List<Path> folders;

  private PgTools(int major, List<Path> folders) {
    this.major = major;
    this.folders = List.copyOf(folders);
  }

  /** The programs for servers of that major version; fails when pg_dump is not there. */
  public static Outcome<PgTools> forServerMajor(int major) {
    return forServerMajor(major, System.getenv());
  }

  /**
   * Like {@link #forServerMajor(int)}, where the variables are these: {@link #BIN_VARIABLE}, PATH
   * and {@link #MAJORS_VARIABLE} are looked at.
   */
  public static Outcome<PgTools> forServerMajor(int major, Map<String, String> environment) {
    List<Path> folders =
        candidates(major, environment).stream()
            .filter(f -> majorOf(f).equals(OptionalInt.of(major)))
            .toList();
    return folders.isEmpty()
        ? Outcome.failed(missing(major, "pg_dump"))
        : Outcome.done(new PgTools(major, folders));
  }

  /** The newest major version whose server programs are installed: for clusters of our own. */
  public static Outcome<PgTools> newest() {
    return newest(System.getenv());
  }

  static Outcome<PgTools> newest(Map<String, String> environment) {
    Map<String, String> installed = new HashMap<>(environment);
    installed.remove(MAJORS_VARIABLE);
    return servers(installed)
        .findFirst()
        .map(Outcome::done)
        .orElseGet(() -> Outcome.failed(missing(17, "initdb")));
  }

  /** Every major version whose server programs are here, the newest first. */
  public static Stream<PgTools> servers(Map<String, String> environment) {
    return IntStream.iterate(NEWEST_MAJOR_TRIED, m -> m >= OLDEST_MAJOR_TRIED, m -> m - 1)
        .mapToObj(major -> forServerMajor(major, environment))
        .flatMap(found -> found instanceof Outcome.Done<PgTools> d ? Stream.of(d.value()) : null)
        .filter(tools -> tools.find("initdb") instanceof Outcome.Done);
  }

  public int major() {
    return major;
  }

  /** The program's path, or which package to install. */
  public Outcome<Path> find(String tool) {
    return folders.stream()
        .map(folder -> folder.resolve(tool))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Outcome::done)
        .orElseGet(() -> Outcome.failed(missing(major, tool)));
  }

  private static List<Path> candidates(int major, Map<String, String> environment) {
    List<Path> folders = new ArrayList<>();
    Optional.ofNullable(environment.get(BIN_VARIABLE)).map(Path::of).ifPresent(folders::add);
    folders.add(Path.of("/usr/lib/postgresql/" + major + "/bin"));
    folders.add(Path.of("/usr/pgsql-" + major + "/bin"));
    folders.add(Path.of("/usr/local/opt/postgresql@" + major + "/bin"));
    folders.add(Path.of("/opt/homebrew/opt/postgresql@" + major + "/bin"));
    listed(environment, "PATH").forEach(folders::add);
    listed(environment, MAJORS_VARIABLE).map(f -> f.resolve(major + "/bin")).forEach(folders::add);
    return folders;
  }

  private static Stream<Path> listed(Map<String, String> environment, String variable) {
    return Arrays.stream(environment.getOrDefault(variable, "").split(File.pathSeparator))
        .filter(s -> s.startsWith("/"))
        .map(Path::of);
  }

  /** Empty for folders without pg_dump and for Debian's wrapper, which chooses versions itself. */
  private static OptionalInt majorOf(Path folder) {
    Path dump = folder.resolve("pg_dump");
    try {
      if (!Files.isExecutable(dump) || !dump.toRealPath().endsWith("pg_dump")) {
        return OptionalInt.empty();
      }
      return ToolVersion.of(dump);
    } catch (IOException e) {
      return OptionalInt.empty();
    }
  }

  private static PostgresFailure missing(int major, String tool) {
    String aPackage = (SERVER_TOOLS.contains(tool) ? "postgresql-" : "postgresql-client-") + major;
    return PostgresFailure.terminal(
        PostgresError.CONFIGURATION,
        "%s of PostgreSQL %d is not installed here".formatted(tool, major),
        "Install the Debian package %s (or set %s to the folder that holds it)."
            .formatted(aPackage, BIN_VARIABLE));
  }
}
