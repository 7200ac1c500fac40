package io.salvaguarda.backup.testing;

import io.salvaguarda.postgres.physical.ClusterFacts;
import io.salvaguarda.postgres.replication.BaseBackup;
import io.salvaguarda.postgres.tools.PgTools;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A physical backup as files, by nothing but the repository and tar. */
public final class ExtractedCluster {

  private final Path folder;

  private ExtractedCluster(Path folder) {
    this.folder = folder;
  }

  /** The backup's files in a new folder; its tablespaces where they would be linked to. */
  public static ExtractedCluster of(String repositoryName, String backupId, Path folder)
      throws Exception {
    BackupRepository repository = BackupStack.repository(repositoryName);
    Manifest manifest = repository.manifest(BackupId.parse(backupId));
    ClusterFacts facts = ClusterFacts.fromJson(manifest.facts().facts());
    Files.createDirectories(folder);
    untar(repository, manifest, BaseBackup.BASE, folder);
    for (ClusterFacts.Tablespace tablespace : facts.tablespaces()) {
      Path place = folder.resolve("pg_tblspc/" + tablespace.oid());
      Files.deleteIfExists(place); // a link to where the running server has it
      Files.createDirectories(place);
      untar(repository, manifest, "tablespace-" + tablespace.oid() + ".tar", place);
    }
    try (InputStream list = repository.open(manifest, BaseBackup.MANIFEST)) {
      Files.copy(list, folder.resolve(BaseBackup.MANIFEST));
    }
    return new ExtractedCluster(folder);
  }

  private static void untar(BackupRepository repository, Manifest manifest, String name, Path to)
      throws Exception {
    Process tar =
        new ProcessBuilder("tar", "-C", to.toString(), "-xf", "-")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (InputStream stream = repository.open(manifest, name);
        OutputStream out = tar.getOutputStream()) {
      stream.transferTo(out);
    }
    if (tar.waitFor() != 0) {
      throw new IOException(name + " is no tar");
    }
  }

  public Path file(String name) {
    return folder.resolve(name);
  }

  /** What PostgreSQL's own check says of it. */
  public String verified() throws Exception {
    Path program = PgTools.newest().orThrow().find("pg_verifybackup").orThrow();
    Process check =
        new ProcessBuilder(List.of(program.toString(), folder.toString()))
            .redirectErrorStream(true)
            .start();
    String said = new String(check.getInputStream().readAllBytes());
    check.waitFor();
    return said.strip();
  }
}
