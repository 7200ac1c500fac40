package io.salvaguarda.kit.jobs;

import io.salvaguarda.events.SuiteEvent;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What takes effect together with a job's change of state, in one transaction or not at all.
 *
 * @param events put into the outbox
 * @param effect the service's own rows
 */
public record Consequence(List<SuiteEvent> events, Function<Mutiny.Session, Uni<Void>> effect) {

  public static final Consequence NONE = of();

  public static Consequence of(SuiteEvent... events) {
    return new Consequence(List.of(events), session -> Uni.createFrom().voidItem());
  }

  public Consequence with(Function<Mutiny.Session, Uni<Void>> moreEffect) {
    return new Consequence(
        events, session -> effect.apply(session).chain(() -> moreEffect.apply(session)));
  }
}
