package io.salvaguarda.restore.point.adapter;

import io.salvaguarda.events.EventEnvelope;
import io.salvaguarda.events.VerificationEvent;
import io.salvaguarda.events.VerificationFailed;
import io.salvaguarda.events.VerificationInconclusive;
import io.salvaguarda.events.VerificationOverdue;
import io.salvaguarda.events.VerificationPassed;
import io.salvaguarda.events.VerificationStarted;
import io.salvaguarda.kit.inbox.EventReaction;
import io.salvaguarda.restore.point.ProofStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Learns from verify-service what each backup is worth. */
@ApplicationScoped
class VerificationReaction implements EventReaction<VerificationEvent> {

  private final RecoveryPoints points;

  VerificationReaction(RecoveryPoints points) {
    this.points = points;
  }

  @Override
  public Class<VerificationEvent> eventType() {
    return VerificationEvent.class;
  }

  @Override
  public Uni<Void> react(EventEnvelope<? extends VerificationEvent> event, Mutiny.Session session) {
    return switch (event.data()) {
      case VerificationStarted started -> Uni.createFrom().voidItem();
      case VerificationPassed passed ->
          points.judge(
              session,
              passed.backupId(),
              ProofStatus.VERIFIED,
              passed.level(),
              passed.completedAt());
      case VerificationFailed failed ->
          points.judge(
              session,
              failed.backupId(),
              ProofStatus.QUARANTINED,
              failed.levelReached(),
              failed.failedAt());
      case VerificationInconclusive unclear ->
          points.judge(
              session,
              unclear.backupId(),
              ProofStatus.INCONCLUSIVE,
              unclear.levelReached(),
              unclear.endedAt());
      case VerificationOverdue overdue -> Uni.createFrom().voidItem(); // says nothing about it
    };
  }
}
