package io.salvaguarda.notifier.absence.adapter;

import io.salvaguarda.notifier.absence.Hearing;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The row of the hearing table. Written by {@link HearingRows} only. */
@Entity
@Table(name = "hearing")
class HearingRow {

  @Id
  @Column(name = "only_row")
  boolean onlyRow;

  @Column(name = "born_at")
  Instant bornAt;

  @Column(name = "looked_at")
  Instant lookedAt;

  @Column(name = "awake_since")
  Instant awakeSince;

  @Column(name = "moved_at")
  Instant movedAt;

  @Column(name = "heard_since")
  Instant heardSince;

  @Column(name = "heard_up_to")
  Instant heardUpTo;

  @Column(name = "deaf_told")
  boolean deafTold;

  protected HearingRow() {}

  Hearing hearing() {
    return new Hearing(bornAt, lookedAt, awakeSince, movedAt, heardSince, heardUpTo, deafTold);
  }
}
