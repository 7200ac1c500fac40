package io.salvaguarda.backup.testing;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.facts.Difference;
import io.salvaguarda.postgres.facts.Facts;
import io.salvaguarda.postgres.facts.FactsCollector;
import io.salvaguarda.postgres.facts.FactsComparison;
import io.salvaguarda.postgres.restore.DumpRestore;
import io.salvaguarda.postgres.restore.RestoreChoice;
import io.salvaguarda.postgres.restore.RestoreOptions;
import io.salvaguarda.postgres.tools.PgTools;
import io.salvaguarda.postgres.tools.ToolContext;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.Manifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Restores a backup into a new database of the source cluster and compares. */
public final class RestoredCopy {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private RestoredCopy() {}

  /** In what the copy differs from the facts in the backup's manifest. */
  public static List<Difference> differences(String repositoryName, String backupId) {
    try {
      BackupRepository repository = BackupStack.repository(repositoryName);
      Manifest manifest = repository.manifest(BackupId.parse(backupId));
      Facts expected = Facts.fromJson(manifest.facts().facts());
      return FactsComparison.compare(
          expected, restored(repository, manifest, expected.checksumMethod() != null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Facts restored(BackupRepository repository, Manifest manifest, boolean checksums)
      throws IOException {
    String name = "copy" + COUNT.incrementAndGet();
    BackupStack.source().execute("postgres", "create database " + name + " template template0");
    ConnectionSpec copy = BackupStack.source().connection(name);
    ToolContext context =
        ToolContext.of(PgTools.newest().orThrow()).withScratch(BackupStack.scratch());
    List<String> streams = manifest.streams().stream().map(Manifest.BackedUpStream::name).toList();
    new DumpRestore(context, copy, RestoreChoice.everything(RestoreOptions.target()), 2)
        .from(streams, stream -> repository.open(manifest, stream))
        .orThrow();
    return FactsCollector.ofCopy(copy, Side.TARGET, checksums).collect().orThrow();
  }
}
