package io.salvaguarda.postgres.tools;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What every run of a program needs: which programs, where its job's folder goes, who gets its
 * redacted lines, and how far apart from this machine it runs.
 *
 * @param scratch a folder that the unprivileged user can reach (its parents mode 0711 at least)
 * @param log receives each redacted line of stderr, from another thread
 */
public record ToolContext(
    PgTools tools,
    Path scratch,
    Consumer<String> log,
    ToolUser user,
    ToolCommand.Isolation isolation) {

  /** Scratch in the machine's temporary folder; the lines are only kept for failures. */
  public static ToolContext of(PgTools tools) {
    return new ToolContext(
        tools,
        Path.of(System.getProperty("java.io.tmpdir")),
        line -> {},
        ToolUser.forTools(),
        ToolCommand.Isolation.UNPRIVILEGED);
  }

  public ToolContext withScratch(Path other) {
    return new ToolContext(tools, other, log, user, isolation);
  }

  public ToolContext withLog(Consumer<String> other) {
    return new ToolContext(tools, scratch, other, user, isolation);
  }

  /** As somebody else, who must be able to reach the scratch folder. */
  public ToolContext as(ToolUser other) {
    return new ToolContext(tools, scratch, log, other, isolation);
  }

  /** For work on a throwaway cluster: as its user, cut off like it. */
  public ToolContext sandboxed() {
    return new ToolContext(
        tools, scratch, log, ToolUser.forSandbox(), ToolCommand.Isolation.SANDBOX);
  }
}
