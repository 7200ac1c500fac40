package io.salvaguarda.verify.proof;

import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Level;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.restore.ArchiveToc;
import io.salvaguarda.postgres.restore.DumpRestore;
import io.salvaguarda.postgres.tools.ToolContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Level 2: pg_restore understands each of the dump's archives. */
final class StructureProof {

  private final ToolContext context;
  private final Supervision supervision;

  /**
   * @param context of the dump's own major version
   */
  StructureProof(ToolContext context, Supervision supervision) {
    this.context = context.sandboxed();
    this.supervision = supervision;
  }

  void run(List<String> names, DumpRestore.Archives archives) throws IOException {
    for (String name : names) {
      supervision.at(Level.STRUCTURE, Phase.LIST, 0, 0);
      try (InputStream archive = archives.open(name)) {
        run(name, archive);
      }
    }
  }

  private void run(String name, InputStream archive) throws IOException {
    switch (ArchiveToc.read(context, archive)) {
      case Outcome.Done<ArchiveToc> toc -> {
        if (toc.value().entries().isEmpty()) {
          throw new BadBackup(
              ErrorClass.BACKUP_DAMAGED,
              "The table of contents of " + name + " is empty.",
              List.of(Findings.archiveEmpty(name)),
              List.of());
        }
      }
      case Outcome.Failed<ArchiveToc> failed -> throw judged(name, failed.failure());
    }
  }

  private static RuntimeException judged(String name, PostgresFailure failure) {
    return failure.error() == PostgresError.RESTORE_FAILED
        ? new BadBackup(
            ErrorClass.BACKUP_DAMAGED,
            failure.message(),
            List.of(Findings.archiveUnreadable(name, failure)),
            failure.logTail())
        : new PostgresException(failure);
  }
}
