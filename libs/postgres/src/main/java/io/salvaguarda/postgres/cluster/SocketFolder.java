package io.salvaguarda.postgres.cluster;

import io.salvaguarda.postgres.tools.JobFolder;
import java.io.IOException;
import java.nio.file.Path;

/** A folder for a server's Unix socket that only its user can enter. */
public final class SocketFolder {
  private static final int LONGEST = 85;

  private SocketFolder() {}

  /**
   * That folder itself, or a new one where the kernel's 107 bytes for a socket's path would not do.
   * Closing wipes only the new one.
   */
  public static JobFolder in(JobFolder folder) throws IOException {
    boolean fits = folder.path().toString().length() <= LONGEST;
    return fits
        ? JobFolder.existing(folder.path(), folder.user())
        : JobFolder.create(Path.of(System.getProperty("java.io.tmpdir")), "socket", folder.user());
  }
}
