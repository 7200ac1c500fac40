package io.salvaguarda.verify.proof;

import io.salvaguarda.events.Finding;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.facts.Difference;
import io.salvaguarda.postgres.physical.Damage;
import io.salvaguarda.repository.ChunkFault;
import java.util.Locale;

/** What can be wrong with a backup, each with its code. */
public final class Findings {

  private Findings() {}

  static Finding chunk(ChunkFault fault) {
    String id = fault.chunkId().hex();
    return switch (fault.kind()) {
      case MISSING ->
          new Finding("CHUNK_MISSING", id, "an object", "none", "Chunk " + id + " is missing.");
      case DAMAGED ->
          new Finding(
              "CHUNK_DAMAGED",
              id,
              "the bytes that were stored",
              "other bytes",
              "Chunk " + id + " is damaged: " + fault.detail() + ".");
    };
  }

  /** There is no manifest, and nobody is known to have deleted it. */
  public static Finding manifestMissing(String backupId) {
    return new Finding(
        "MANIFEST_MISSING",
        backupId,
        "a manifest",
        "none",
        "The manifest is gone, and the suite did not delete it.");
  }

  static Finding manifestDamaged(String objectKey, String said) {
    return new Finding("MANIFEST_DAMAGED", objectKey, null, null, said);
  }

  static Finding streamMissing(String stream) {
    return new Finding(
        "STREAM_MISSING", stream, "a stream", "none", "The backup holds no " + stream + ".");
  }

  static Finding archiveUnreadable(String archive, PostgresFailure failure) {
    return new Finding("ARCHIVE_UNREADABLE", archive, null, null, said(failure));
  }

  static Finding archiveEmpty(String archive) {
    return new Finding(
        "ARCHIVE_EMPTY",
        archive,
        "entries",
        "none",
        "The table of contents of " + archive + " is empty.");
  }

  static Finding restoreError(PostgresFailure failure) {
    return new Finding("RESTORE_ERROR", "dump", null, null, said(failure));
  }

  static Finding difference(Difference difference) {
    String what = difference.code().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return new Finding(
        difference.code().name(),
        difference.object(),
        difference.expected(),
        difference.actual(),
        "%s: %s, expected %s, restored %s."
            .formatted(difference.object(), what, difference.expected(), difference.actual()));
  }

  static Finding assertionFalse(String name, String actual) {
    return new Finding(
        "ASSERTION_FALSE", name, "true", actual, "The assertion \"" + name + "\" does not hold.");
  }

  static Finding dataDamaged(String object, String said) {
    return new Finding("DATA_DAMAGED", object, null, null, said);
  }

  /** A file of the cluster, by its list of checksums. */
  static Finding fileDamaged(Damage damage) {
    return new Finding("FILE_DAMAGED", damage.object(), null, null, damage.said());
  }

  static Finding pageDamaged(Damage damage) {
    return new Finding("PAGE_DAMAGED", damage.object(), null, null, damage.said());
  }

  static Finding notRecovered(PostgresFailure failure) {
    return new Finding("RECOVERY_FAILED", "cluster", null, null, said(failure));
  }

  static Finding archiveUnusable(PostgresFailure failure) {
    return new Finding("ARCHIVE_UNREADABLE", "cluster", null, null, failure.message());
  }

  static Finding databaseMissing(String name) {
    return new Finding(
        "DATABASE_MISSING",
        name,
        "a database",
        "none",
        "The recovered cluster has no database " + name + ".");
  }

  static Finding otherCluster(String expected, String actual) {
    return new Finding(
        "SYSTEM_ID_DIFFERS",
        "cluster",
        expected,
        actual,
        "What was backed up is another cluster than the backup says.");
  }

  private static String said(PostgresFailure failure) {
    return failure.logTail().isEmpty()
        ? failure.message()
        : failure.message() + ": " + failure.logTail().getLast();
  }
}
