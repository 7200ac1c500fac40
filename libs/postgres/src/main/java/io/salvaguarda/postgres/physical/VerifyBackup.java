package io.salvaguarda.postgres.physical;

import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.tools.ToolContext;
import java.util.List;

/**
 * PostgreSQL's own check (pg_verifybackup) of an extracted directory that no server ran on yet: each
 * file's size and checksum, and the WAL that makes it consistent.
 */
public final class VerifyBackup {

  private VerifyBackup() {}

  /** What is damaged; empty when all is as the server wrote it. */
  public static Outcome<List<Damage>> run(ToolContext context, DataDirectory data) {
    throw new UnsupportedOperationException();
  }
}
