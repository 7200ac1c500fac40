package io.salvaguarda.kit.db;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Runs short transactions. Each runs on a Vert.x context of its own, so that a session is never
 * shared, whoever calls: an event loop, a worker or a virtual thread.
 */
@ApplicationScoped
public class Transactions {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  private final Mutiny.SessionFactory sessions;
  private final Vertx vertx;

  Transactions(Mutiny.SessionFactory sessions, Vertx vertx) {
    this.sessions = sessions;
    this.vertx = vertx;
  }

  /**
   * Commits when the returned {@code Uni} completes, rolls back when it fails: with {@link
   * DatabaseAway} when the same may succeed later.
   */
  public <T> Uni<T> run(Function<Mutiny.Session, Uni<T>> work) {
    return Uni.createFrom()
        .<T>emitter(
            emitter -> {
              Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
              VertxContextSafetyToggle.setContextSafe(context, true);
              context.runOnContext(
                  ignored ->
                      sessions
                          .withTransaction((session, transaction) -> work.apply(session))
                          .subscribe()
                          .with(emitter::complete, emitter::fail));
            })
        .onFailure(DatabaseAway::explains)
        .transform(DatabaseAway::new);
  }

  /**
   * The same for a thread that may block: a worker or virtual thread, never an event loop.
   *
   * @throws io.smallrye.mutiny.TimeoutException when the database does not answer within 20 s
   */
  public <T> T await(Function<Mutiny.Session, Uni<T>> work) {
    return run(work).await().atMost(LONGEST_WAIT);
  }
}
