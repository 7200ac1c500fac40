package io.salvaguarda.backup.catalog.adapter;

import io.salvaguarda.events.BackupKind;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;

/** Retention waits for this source and kind. Written by {@link Holds} only. */
@Entity
@Table(name = "retention_hold")
class HoldRow {

  /** At most one hold of each. */
  @Embeddable
  record Key(
      @Column(name = "source_id") String sourceId, @Enumerated(EnumType.STRING) BackupKind kind) {}

  @EmbeddedId Key id;

  @Column(name = "backup_id")
  String backupId;

  @Column(name = "dump_bytes")
  long dumpBytes;

  @Column(name = "usual_bytes")
  long usualBytes;

  Instant since;

  protected HoldRow() {}
}
