package io.salvaguarda.notifier.incident.adapter;

import io.salvaguarda.notifier.notice.Cause;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** When things last worked, for whoever waits for them to work again. */
@ApplicationScoped
public class LastSuccesses {

  /** As they were when asked for. */
  public record Known(Map<String, Instant> at) {

    /**
     * @param about as {@link io.salvaguarda.notifier.incident.Problem#about()}
     */
    public Optional<Instant> of(String sourceId, Cause cause, String about) {
      return Optional.ofNullable(at.get(key(sourceId, cause.key(), about)));
    }
  }

  public Uni<Known> all(Mutiny.Session session) {
    return session
        .createSelectionQuery("from RecoveryRow", RecoveryRow.class)
        .getResultList()
        .map(
            rows ->
                new Known(
                    rows.stream()
                        .collect(
                            Collectors.toMap(
                                row -> key(row.sourceId, row.cause, row.about), row -> row.at))));
  }

  private static String key(String sourceId, String cause, String about) {
    return sourceId + " " + cause + " " + about;
  }
}
