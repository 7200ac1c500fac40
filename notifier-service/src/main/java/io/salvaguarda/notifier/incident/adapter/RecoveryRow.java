package io.salvaguarda.notifier.incident.adapter;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** The latest recovery of a source, cause and thing. Written by {@link Recoveries} only. */
@Entity
@Table(name = "recovery")
@IdClass(RecoveryRow.Key.class)
class RecoveryRow {

  /** Whose recovery it is. */
  record Key(String sourceId, String cause, String about) implements Serializable {}

  @Id
  @Column(name = "source_id")
  String sourceId;

  @Id String cause;
  @Id String about;
  Instant at;
  String proof;

  protected RecoveryRow() {}
}
