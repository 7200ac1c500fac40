package io.salvaguarda.notifier.incident.adapter;

import io.salvaguarda.events.EventEnvelope;
import io.salvaguarda.events.SuiteEvent;
import io.salvaguarda.kit.inbox.EventReaction;
import io.salvaguarda.notifier.incident.News;
import io.salvaguarda.notifier.incident.NewsReader;
import io.salvaguarda.notifier.incident.Problem;
import io.salvaguarda.notifier.incident.Recovery;
import io.salvaguarda.notifier.verified.VerifiedBackups;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The one reaction of this service. What is proven is followed first: a notice about a bad backup
 * must not name that very backup as the last good one.
 */
@ApplicationScoped
class NewsReaction implements EventReaction<SuiteEvent> {

  private final VerifiedBackups verified;
  private final IncidentDesk desk;

  NewsReaction(VerifiedBackups verified, IncidentDesk desk) {
    this.verified = verified;
    this.desk = desk;
  }

  @Override
  public Class<SuiteEvent> eventType() {
    return SuiteEvent.class;
  }

  @Override
  public Uni<Void> react(EventEnvelope<? extends SuiteEvent> event, Mutiny.Session session) {
    Instant now = Instant.now();
    return verified
        .follow(session, event.data())
        .chain(
            () ->
                switch (NewsReader.read(event.data())) {
                  case Problem problem -> desk.report(session, problem, now);
                  case Recovery recovery -> desk.recover(session, recovery, now);
                  case News.Nothing nothing -> Uni.createFrom().voidItem();
                });
  }
}
