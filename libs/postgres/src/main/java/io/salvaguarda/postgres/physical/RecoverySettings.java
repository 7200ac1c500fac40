package io.salvaguarda.postgres.physical;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What is to be replayed, and from where.
 *
 * @param restoreCommand as PostgreSQL's setting of that name, {@code %f} and {@code %p} included;
 *     no secret belongs in it. It must end with 1 where there is no such file and with more than
 *     125 where it cannot tell, else an outage is taken for the end of the WAL. Empty: only the WAL
 *     in the backup itself
 */
public record RecoverySettings(
    RecoveryTarget target, RecoveryTimeline timeline, Optional<String> restoreCommand) {

  public RecoverySettings {
    Objects.requireNonNull(target);
    Objects.requireNonNull(timeline);
    if (restoreCommand.filter(c -> c.isBlank() || c.indexOf('\n') >= 0).isPresent()) {
      throw new IllegalArgumentException("not a restore_command");
    }
  }

  /** The backup as it is, without further WAL. */
  public static RecoverySettings consistent() {
    return new RecoverySettings(
        new RecoveryTarget.Consistent(), new RecoveryTimeline.Current(), Optional.empty());
  }

  /**
   * WAL from a folder of whole segments and history files. Only a file that is not there is the end
   * of the WAL: PostgreSQL gives up where a command ends with more than 125.
   */
  public static String fromFolder(Path folder) {
    if (!folder.isAbsolute() || !folder.toString().matches("[A-Za-z0-9/._-]+")) {
      throw new IllegalArgumentException("not a folder that a shell would leave alone: " + folder);
    }
    String file = "\"" + folder + "/%f\"";
    return "test ! -e " + file + " && exit 1; cp " + file + " \"%p\" || exit 126";
  }
}
