package io.salvaguarda.verify.run;

import io.salvaguarda.events.BackupKind;
import io.salvaguarda.kit.rest.BadInput;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.verify.catalog.KnownBackup;
import io.salvaguarda.verify.catalog.KnownBackups;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.hibernate.reactive.mutiny.Mutiny;

/** Finds the backup that a request means, or says what is wrong with the request. */
@ApplicationScoped
class BackupChoice {

  private static final String BACKUP_SHAPE =
      "a backup's id such as testdb/logical/2026-01-31_02-00-00-4f7a";
  private static final String SOURCE_SHAPE = "a source's id such as testdb";

  private final KnownBackups backups;

  BackupChoice(KnownBackups backups) {
    this.backups = backups;
  }

  /** What a request means. */
  sealed interface Wanted {
    record Backup(BackupId id) implements Wanted {}

    record LatestOf(String sourceId, BackupKind kind) implements Wanted {}

    static Wanted of(VerificationRequest request) {
      if (request == null || request.backupId() == null && request.source() == null) {
        throw BadInput.field("backupId", null, BACKUP_SHAPE + ", or source be given instead");
      }
      if (request.backupId() != null && request.source() != null) {
        throw BadInput.field("source", request.source(), "left out where backupId is given");
      }
      if (request.backupId() != null && request.kind() != null) {
        throw BadInput.field("kind", request.kind(), "left out where backupId is given");
      }
      return request.backupId() != null
          ? backup(request.backupId())
          : latest(request.source(), request.kind());
    }

    private static Wanted backup(String text) {
      try {
        return new Backup(BackupId.parse(text));
      } catch (IllegalArgumentException e) {
        throw BadInput.field("backupId", text, BACKUP_SHAPE);
      }
    }

    private static Wanted latest(String text, String kind) {
      try {
        return new LatestOf(BackupId.requireSourceId(text), kindOf(kind));
      } catch (IllegalArgumentException e) {
        throw BadInput.field("source", text, SOURCE_SHAPE);
      }
    }

    private static BackupKind kindOf(String text) {
      return switch (text) {
        case null -> BackupKind.LOGICAL;
        case "logical" -> BackupKind.LOGICAL;
        case "physical" -> BackupKind.PHYSICAL;
        default -> throw BadInput.field("kind", text, "logical or physical");
      };
    }
  }

  /** Fails with problem details when there is none that could be proven. */
  Uni<KnownBackup> find(Mutiny.Session session, Wanted wanted) {
    return switch (wanted) {
      case Wanted.Backup backup ->
          backups
              .find(session, backup.id().toString())
              .map(known -> requireProvable(known, backup.id().toString()));
      case Wanted.LatestOf latest ->
          backups
              .latest(session, latest.sourceId(), latest.kind())
              .onItem()
              .ifNull()
              .failWith(
                  () ->
                      BadInput.unknown(
                          "source",
                          latest.sourceId(),
                          "no "
                              + latest.kind().name().toLowerCase(Locale.ROOT)
                              + " backup of it is known here."));
    };
  }

  private static KnownBackup requireProvable(KnownBackup known, String id) {
    if (known == null || known.completedAt() == null && !known.deleted()) {
      throw BadInput.unknown("backupId", id, "no such backup is known here.");
    }
    if (known.deleted()) {
      throw BadInput.unknown("backupId", id, "it was deleted: " + known.deleteReason());
    }
    if (!KnownBackups.isProvable(known.kind())) {
      throw BadInput.field("backupId", id, "the id of a logical or a physical backup");
    }
    return known;
  }
}
