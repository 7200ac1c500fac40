package io.salvaguarda.postgres.physical;

import io.salvaguarda.postgres.cluster.SandboxLimits;
import io.salvaguarda.postgres.tools.ToolCommand;
import java.time.Duration;
import java.util.Map;

/**
 * How a server of ours runs on somebody's data directory.
 *
 * @param parameters nothing that comes from a user
 * @param limit of one recovery
 */
public record ServerRules(
    ToolCommand.Isolation isolation, Map<String, String> parameters, Duration limit) {

  public ServerRules {
    parameters = Map.copyOf(parameters);
  }

  /** To be thrown away: cut off from the network, limited, and nothing survives a crash. */
  public static ServerRules sandbox(SandboxLimits limits, Duration limit) {
    return new ServerRules(ToolCommand.Isolation.SANDBOX, limits.parameters(), limit);
  }

  /** To be kept: durable, and its {@code restore_command} may use the network. */
  public static ServerRules kept(Duration limit) {
    return new ServerRules(
        ToolCommand.Isolation.UNPRIVILEGED,
        Map.of(
            "archive_mode", "off",
            "autovacuum", "off",
            "max_wal_size", "4GB",
            "shared_buffers", "256MB",
            "wal_level", "replica"),
        limit);
  }
}
