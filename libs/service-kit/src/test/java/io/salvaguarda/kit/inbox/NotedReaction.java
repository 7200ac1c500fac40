package io.salvaguarda.kit.inbox;

import io.salvaguarda.events.BackupDeleted;
import io.salvaguarda.events.EventEnvelope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Notes which events took effect; refuses those whose reason is "poison" while told to, and breaks
 * a rule of the database for "sql poison".
 */
@ApplicationScoped
class NotedReaction implements EventReaction<BackupDeleted> {

  private final List<String> taken = new CopyOnWriteArrayList<>();
  private final AtomicBoolean refusing = new AtomicBoolean(true);
  private final AtomicBoolean cut = new AtomicBoolean();

  List<String> taken() {
    return taken;
  }

  void refusePoison(boolean refuse) {
    refusing.set(refuse);
  }

  @Override
  public Class<BackupDeleted> eventType() {
    return BackupDeleted.class;
  }

  @Override
  public Uni<Void> react(EventEnvelope<? extends BackupDeleted> event, Mutiny.Session session) {
    if (event.data().reason().equals("poison") && refusing.get()) {
      return Uni.createFrom().failure(new IllegalArgumentException("cannot be taken"));
    }
    String query =
        switch (event.data().reason()) {
          case "sql poison" -> "select 1 / 0";
          case "cut" ->
              cut.getAndSet(true)
                  ? "select 1"
                  : "select pg_terminate_backend(pg_backend_pid())::int";
          default -> "select 1";
        };
    return session
        .createNativeQuery(query, Integer.class)
        .getSingleResult()
        .invoke(() -> taken.add(event.data().backupId()))
        .replaceWithVoid();
  }
}
