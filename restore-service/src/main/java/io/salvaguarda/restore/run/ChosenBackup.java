package io.salvaguarda.restore.run;

import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.postgres.facts.Facts;
import io.salvaguarda.postgres.restore.ArchiveToc;
import io.salvaguarda.postgres.restore.RestoreOptions;
import io.salvaguarda.postgres.tools.ToolContext;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.Manifest;
import io.salvaguarda.repository.VerificationMark;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The backup that is restored: what it says of itself, and its bytes. */
final class ChosenBackup {

  private static final String DUMP = "dump";

  private final BackupRepository repository;
  private final Manifest manifest;
  private final Facts facts;

  private ChosenBackup(BackupRepository repository, Manifest manifest) {
    this.repository = repository;
    this.manifest = manifest;
    this.facts = Facts.fromJson(manifest.facts().facts());
  }

  /** It may have been found bad since the restore was asked for: then it is refused. */
  static ChosenBackup open(BackupRepository repository, BackupId id) throws IOException {
    Optional<VerificationMark> mark = repository.verification(id);
    if (mark.filter(VerificationMark::quarantined).isPresent()) {
      throw new RestoreTrouble(
          ErrorClass.BACKUP_DAMAGED,
          "Backup " + id + " is quarantined: it was proven bad.",
          "Use another verified backup.");
    }
    return new ChosenBackup(repository, repository.manifest(id));
  }

  Facts facts() {
    return facts;
  }

  /** The major version of the server that it is of. */
  int major() {
    return Majors.of(facts);
  }

  long bytes() {
    return manifest.stream(DUMP).orElseThrow().summary().plainBytes();
  }

  /** The archive; the caller closes it. */
  InputStream dump() {
    return repository.open(manifest, DUMP);
  }

  /** How pg_restore is told what is wanted of it. */
  RestoreOptions options(ToolContext context, RestorePayload order, boolean owners)
      throws IOException {
    RestoreOptions all = owners ? RestoreOptions.target() : RestoreOptions.target().withoutOwners();
    if (!order.partial()) {
      return all;
    }
    try (InputStream dump = dump()) {
      ArchiveToc toc = ArchiveToc.read(context, dump).orThrow();
      return all.only(new Selection(facts, order.tables(), order.schemas()).list(toc));
    } catch (IllegalArgumentException e) {
      throw new RestoreTrouble(
          ErrorClass.CONFIGURATION, e.getMessage(), "Name tables and schemas that it holds.");
    }
  }
}
