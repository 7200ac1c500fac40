package io.salvaguarda.backup.catalog.adapter;

import io.salvaguarda.backup.catalog.Proof;
import io.salvaguarda.backup.catalog.ProofStatus;
import io.salvaguarda.events.EventEnvelope;
import io.salvaguarda.events.VerificationEvent;
import io.salvaguarda.events.VerificationFailed;
import io.salvaguarda.events.VerificationInconclusive;
import io.salvaguarda.events.VerificationOverdue;
import io.salvaguarda.events.VerificationPassed;
import io.salvaguarda.events.VerificationStarted;
import io.salvaguarda.kit.inbox.EventReaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Learns from verify-service what each backup is worth. */
@ApplicationScoped
class VerificationReaction implements EventReaction<VerificationEvent> {

  private final Catalog catalog;

  VerificationReaction(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public Class<VerificationEvent> eventType() {
    return VerificationEvent.class;
  }

  @Override
  public Uni<Void> react(EventEnvelope<? extends VerificationEvent> event, Mutiny.Session session) {
    return switch (event.data()) {
      case VerificationStarted started ->
          catalog.used(session, started.backupId(), started.startedAt());
      case VerificationPassed passed ->
          catalog.judge(
              session,
              passed.backupId(),
              Proof.of(ProofStatus.VERIFIED, passed.level(), passed.completedAt()));
      case VerificationFailed failed ->
          catalog.judge(
              session,
              failed.backupId(),
              Proof.of(ProofStatus.QUARANTINED, failed.levelReached(), failed.failedAt()));
      case VerificationInconclusive unclear ->
          catalog.judge(
              session,
              unclear.backupId(),
              Proof.of(ProofStatus.INCONCLUSIVE, unclear.levelReached(), unclear.endedAt()));
      case VerificationOverdue overdue -> Uni.createFrom().voidItem(); // says nothing about it
    };
  }
}
