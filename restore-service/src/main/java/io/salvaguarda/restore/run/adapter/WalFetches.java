package io.salvaguarda.restore.run.adapter;

import io.quarkus.runtime.LaunchMode;
import io.salvaguarda.access.Scratch;
import io.salvaguarda.kit.security.OwnTokens;
import io.salvaguarda.postgres.tools.JobFolder;
import io.salvaguarda.postgres.tools.ToolUser;
import io.salvaguarda.restore.window.adapter.WalAccess;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;

/** Lets a recovering server of ours fetch its cluster's WAL from this service. */
@ApplicationScoped
public class WalFetches {

  /** What a shell leaves alone. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/._:\\[\\]-]+");

  /**
   * PostgreSQL takes an exit status of 1 to 125 for the end of the WAL, and stops at a higher one:
   * only what the service does not have is the end.
   */
  private static final String COMMAND =
      "code=$(curl --silent --show-error --fail --retry 5 --retry-connrefused --header @%s"
          + " --output \"%%p\" --write-out '%%%%{http_code}' %s/%%f);"
          + " status=$?; [ $status = 0 ] && exit 0; [ \"$code\" = 404 ] && exit 1; exit 126";

  private final OwnTokens tokens;
  private final Scratch scratch;
  private final RestoreSettings settings;

  WalFetches(OwnTokens tokens, Scratch scratch, RestoreSettings settings) {
    this.tokens = tokens;
    this.scratch = scratch;
    this.settings = settings;
  }

  /**
   * One recovery's way to its WAL.
   *
   * @param command PostgreSQL's {@code restore_command}
   */
  public record Fetch(String command, OwnTokens.Issued token, JobFolder folder)
      implements AutoCloseable {

    @Override
    public void close() {
      try (token) {
        folder.close();
      }
    }
  }

  /**
   * The token lies in a file that only PostgreSQL's user can read, until this is closed.
   *
   * @param user who that is
   */
  public Fetch begin(String sourceId, String systemId, ToolUser user) throws IOException {
    JobFolder folder = JobFolder.create(scratch.path(), "wal", user);
    OwnTokens.Issued token =
        tokens.issue("recovery of " + sourceId, WalAccess.roleFor(sourceId, systemId));
    try {
      Path header = folder.write("token", "Authorization: Bearer " + token.token() + "\n");
      String url = ownUrl() + "/wal/" + sourceId + "/" + systemId;
      return new Fetch(COMMAND.formatted(plain(header.toString()), plain(url)), token, folder);
    } catch (IOException | RuntimeException e) {
      token.close();
      folder.close();
      throw e;
    }
  }

  private String ownUrl() {
    return settings
        .ownUrl()
        .orElseGet(
            () -> {
              // the port that was bound, also where 0 was asked for
              String name =
                  LaunchMode.current() == LaunchMode.TEST
                      ? "quarkus.http.test-port"
                      : "quarkus.http.port";
              return "http://127.0.0.1:" + ConfigProvider.getConfig().getValue(name, Integer.class);
            });
  }

  private static String plain(String text) {
    if (!PLAIN.matcher(text).matches()) {
      throw new IllegalArgumentException("not to be given to a shell: " + text);
    }
    return text;
  }
}
