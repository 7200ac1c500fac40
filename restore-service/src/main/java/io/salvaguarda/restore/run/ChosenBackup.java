package io.salvaguarda.restore.run;

import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.postgres.ArchiveNames;
import io.salvaguarda.postgres.facts.Facts;
import io.salvaguarda.postgres.restore.ArchiveToc;
import io.salvaguarda.postgres.restore.RestoreChoice;
import io.salvaguarda.postgres.restore.RestoreOptions;
import io.salvaguarda.postgres.restore.RestoreSelection;
import io.salvaguarda.postgres.tools.ToolContext;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.Manifest;
import io.salvaguarda.repository.VerificationMark;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The backup that is restored: what it says of itself, and its bytes. */
final class ChosenBackup {

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
    ChosenBackup chosen = new ChosenBackup(repository, repository.manifest(id));
    if (!chosen.archives().contains(chosen.definingArchive())) {
      throw new RestoreTrouble(
          ErrorClass.BACKUP_DAMAGED,
          "Backup " + id + " holds no dump that this release knows.",
          "Use another verified backup, or a newer release.");
    }
    return chosen;
  }

  Facts facts() {
    return facts;
  }

  /** The major version of the server that it is of. */
  int major() {
    return Majors.of(facts);
  }

  /** Size of the dump. */
  long bytes() {
    return manifest.streams().stream()
        .filter(stream -> ArchiveNames.isArchive(stream.name()))
        .mapToLong(stream -> stream.summary().plainBytes())
        .sum();
  }

  /** Names of the dump's archives. */
  List<String> archives() {
    return manifest.streams().stream()
        .map(Manifest.BackedUpStream::name)
        .filter(ArchiveNames::isArchive)
        .toList();
  }

  /** Where tables and all else are defined. */
  private String definingArchive() {
    return archives().contains(ArchiveNames.WHOLE) ? ArchiveNames.WHOLE : ArchiveNames.SCHEMA;
  }

  /** How many have made the dump: as many can restore it at the same time. */
  int workers() {
    return Math.max(1, ArchiveNames.dataAmong(archives()).size());
  }

  /**
   * One of the archives; the caller closes it.
   *
   * @param together how many are read at the same time
   */
  InputStream open(String archive, int together) {
    return repository.open(manifest, archive, together);
  }

  /** What is wanted of it. */
  RestoreChoice choice(ToolContext context, RestorePayload order, boolean owners)
      throws IOException {
    RestoreOptions all = owners ? RestoreOptions.target() : RestoreOptions.target().withoutOwners();
    if (!order.partial()) {
      return RestoreChoice.everything(all);
    }
    try {
      return new RestoreChoice(all, Optional.of(lists(context, order)));
    } catch (IllegalArgumentException e) {
      throw new RestoreTrouble(
          ErrorClass.CONFIGURATION, e.getMessage(), "Name tables and schemas that it holds.");
    }
  }

  private Map<String, String> lists(ToolContext context, RestorePayload order) throws IOException {
    String defining = definingArchive();
    RestoreSelection selection =
        new Selection(facts, order.tables(), order.schemas()).of(toc(context, defining));
    Map<String, String> lists = new HashMap<>(Map.of(defining, selection.list()));
    for (String archive : ArchiveNames.dataAmong(archives())) {
      selection.dataList(toc(context, archive)).ifPresent(list -> lists.put(archive, list));
    }
    return lists;
  }

  private ArchiveToc toc(ToolContext context, String archive) throws IOException {
    try (InputStream in = open(archive, 1)) {
      return ArchiveToc.read(context, in).orThrow();
    }
  }
}
