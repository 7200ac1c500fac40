package io.salvaguarda.notifier.telling.adapter;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A notice that is not yet told. Written by {@link WaitingNotices} only. */
@Entity
@Table(name = "waiting_notice")
class WaitingNotice {

  @Id long seq;

  @Column(name = "incident_id")
  UUID incidentId;

  String team;
  String notice;
  Instant since;

  @Column(name = "look_at")
  Instant lookAt;

  @Column(name = "held_by")
  String heldBy;

  protected WaitingNotice() {}
}
