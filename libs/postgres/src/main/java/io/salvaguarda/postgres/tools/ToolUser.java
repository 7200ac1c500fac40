package io.salvaguarda.postgres.tools;

import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.PostgresFailure;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The operating system's user that a program runs as. PostgreSQL refuses root, so root runs it as
 * somebody else; an ordinary user runs it as himself.
 *
 * @param name empty: the user that this process runs as
 */
public record ToolUser(Optional<String> name) {
  /** Who runs the client programs and local clusters when this process is root's. */
  public static final String TOOL_VARIABLE = "SALVAGUARDA_TOOL_USER";

  /** Who runs throwaway clusters when this process is root's. */
  public static final String SANDBOX_VARIABLE = "SALVAGUARDA_SANDBOX_USER";

  private static final long ROOT = 0;

  /** For pg_dump and the like, and for local clusters. */
  public static ToolUser forTools() {
    return chosen(TOOL_VARIABLE, "postgres", "nobody");
  }

  /**
   * For throwaway clusters: never {@code postgres}, who may own a production cluster on this
   * machine, because a restored dump may carry hostile code.
   */
  public static ToolUser forSandbox() {
    return chosen(SANDBOX_VARIABLE, "salvaguarda-sandbox", "nobody");
  }

  public static boolean runningAsRoot() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid") instanceof Integer uid
          && uid == ROOT;
    } catch (IOException | UnsupportedOperationException e) {
      return "root".equals(System.getProperty("user.name"));
    }
  }

  private static ToolUser chosen(String variable, String... names) {
    if (!runningAsRoot()) {
      return new ToolUser(Optional.empty());
    }
    return Stream.concat(Stream.ofNullable(System.getenv(variable)), Stream.of(names))
        .filter(ToolUser::exists)
        .findFirst()
        .map(name -> new ToolUser(Optional.of(name)))
        .orElseThrow(
            () ->
                new PostgresException(
                    PostgresFailure.terminal(
                        PostgresError.CONFIGURATION,
                        "there is no unprivileged user to run PostgreSQL's programs as",
                        "Set " + variable + " to an existing user's name.")));
  }

  private static boolean exists(String name) {
    try {
      Path.of("/").getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Gives files to somebody. A link itself is given, never what it leads to. */
  public interface Giver {
    void give(Path file) throws IOException;
  }

  /** Gives the file to the user; nothing to do when the user is this process's own. */
  public void own(Path file) throws IOException {
    giver().give(file);
  }

  /** The same for many files: the user is looked up once. */
  public Giver giver() throws IOException {
    if (name.isEmpty()) {
      return file -> {};
    }
    UserPrincipal user =
        FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(name.get());
    return file ->
        Files.getFileAttributeView(file, FileOwnerAttributeView.class, LinkOption.NOFOLLOW_LINKS)
            .setOwner(user);
  }

  /** Arguments for setpriv that become this user. */
  List<String> setprivArguments() {
    return name.map(
            user -> List.of("--reuid=" + user, "--regid=" + primaryGroup(user), "--clear-groups"))
        .orElse(List.of());
  }

  private static String primaryGroup(String user) {
    try (var lines = Files.lines(Path.of("/etc/passwd"))) {
      return lines
          .map(line -> line.split(":"))
          .filter(fields -> fields.length > 3 && fields[0].equals(user))
          .map(fields -> fields[3])
          .findFirst()
          .orElse("65534");
    } catch (IOException e) {
      return "65534";
    }
  }
}
