package io.salvaguarda.repository;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A backup's name, which is also its folder below {@code backups/}.
 *
 * @param sourceId the source's key in the configuration: {@code [a-z0-9][a-z0-9-]{0,62}}
 * @param kind how it was made
 * @param label {@code YYYY-MM-DD_HH-MM-SS-<short id>}, UTC; ascending labels are ascending times
 */
public record BackupId(String sourceId, Kind kind, String label) {

  /** How a backup was made. */
  public enum Kind {
    LOGICAL,
    PHYSICAL,
    BUCKET;

    /** As it is written in keys: lower case. */
    public String folder() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final String ROOT = "backups/";
  private static final String MANIFEST = "manifest.json";
  private static final String HOLD = "hold.json";
  private static final String DELETION = "deletion-";
  private static final Pattern SOURCE = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Pattern LABEL =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\d_\\d\\d-\\d\\d-\\d\\d-[0-9a-z]{4,32}");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd_HH-mm-ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * @throws IllegalArgumentException when a part is not of its shape
   */
  public BackupId {
    requireSourceId(sourceId);
    if (!LABEL.matcher(label).matches()) {
      throw new IllegalArgumentException("not a backup label: " + label);
    }
  }

  /**
   * @param shortId 4 to 32 of {@code [0-9a-z]}, telling apart backups of one second
   */
  public static BackupId of(String sourceId, Kind kind, Instant time, String shortId) {
    return new BackupId(sourceId, kind, TIME.format(time) + "-" + shortId);
  }

  /**
   * @param id {@code <source>/<kind>/<label>}
   * @throws IllegalArgumentException when it is anything else
   */
  public static BackupId parse(String id) {
    String[] parts = id.split("/", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("not a backup id: " + id);
    }
    for (Kind kind : Kind.values()) {
      if (kind.folder().equals(parts[1])) {
        return new BackupId(parts[0], kind, parts[2]);
      }
    }
    throw new IllegalArgumentException("not a backup id: " + id);
  }

  /** The backup whose manifest is kept under the key; empty for every other key. */
  static Optional<BackupId> ofManifestKey(String key) {
    return ofKey(key, MANIFEST);
  }

  /** The backup whose hold is kept under the key; empty for every other key. */
  static Optional<BackupId> ofHoldKey(String key) {
    return ofKey(key, HOLD);
  }

  private static Optional<BackupId> ofKey(String key, String name) {
    if (!key.startsWith(ROOT) || !key.endsWith("/" + name)) {
      return Optional.empty();
    }
    try {
      return Optional.of(parse(key.substring(ROOT.length(), key.length() - name.length() - 1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * @throws IllegalArgumentException when it is not the id of a source
   */
  public static String requireSourceId(String sourceId) {
    if (!SOURCE.matcher(sourceId).matches()) {
      throw new IllegalArgumentException("not a source id: " + sourceId);
    }
    return sourceId;
  }

  String manifestKey() {
    return folder() + MANIFEST;
  }

  String verificationKey() {
    return folder() + "verification.json";
  }

  String holdKey() {
    return folder() + HOLD;
  }

  /** Where one deletion of this backup is announced. */
  String deletionKey(UUID deletion) {
    return folder() + DELETION + deletion + ".json";
  }

  boolean isDeletionKey(String key) {
    return key.startsWith(folder() + DELETION);
  }

  /** What all keys of this backup begin with. */
  String folder() {
    return ROOT + this + "/";
  }

  /** {@code <source>/<kind>/<label>}, as {@link #parse} takes it. */
  @Override
  public String toString() {
    return sourceId + "/" + kind.folder() + "/" + label;
  }
}
