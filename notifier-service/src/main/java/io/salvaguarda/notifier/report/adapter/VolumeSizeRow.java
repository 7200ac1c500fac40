package io.salvaguarda.notifier.report.adapter;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** How full a volume was at an instant. Written by {@link VolumeSizes} only. */
@Entity
@Table(name = "volume_size")
@IdClass(VolumeSizeRow.Key.class)
class VolumeSizeRow {

  /** Whose measurement, and when. */
  record Key(String service, String volume, Instant observedAt) implements Serializable {}

  @Id String service;
  @Id String volume;

  @Id
  @Column(name = "observed_at")
  Instant observedAt;

  @Column(name = "free_bytes")
  long freeBytes;

  @Column(name = "total_bytes")
  long totalBytes;

  protected VolumeSizeRow() {}
}
