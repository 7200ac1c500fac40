package io.salvaguarda.notifier.history.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.salvaguarda.notifier.history.Entry;
import io.salvaguarda.notifier.history.EntryKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** The statements on the history; the latest end of a piece of work counts, in any order. */
@ApplicationScoped
public class HistoryRows {

  /**
   * As one JSON text, because the driver cannot tell the type of a parameter that is null; as text
   * first, or the driver would quote it as a JSON string.
   */
  private static final String WRITE =
      """
      insert into history
      select * from json_populate_record(cast(null as history), cast(cast(:entry as text) as json))
      on conflict (kind, id) do update
      set (source_id, team, backup_kind, repository, backup_id, outcome, started_at, ended_at,
           plain_bytes, stored_bytes, repository_bytes, rows, level, backup_completed_at,
           recovery_millis, loss_millis, error_class, error)
        = (excluded.source_id, excluded.team, excluded.backup_kind, excluded.repository,
           excluded.backup_id, excluded.outcome, excluded.started_at, excluded.ended_at,
           excluded.plain_bytes, excluded.stored_bytes, excluded.repository_bytes, excluded.rows,
           excluded.level, excluded.backup_completed_at, excluded.recovery_millis,
           excluded.loss_millis, excluded.error_class, excluded.error)
      where history.ended_at <= excluded.ended_at
      """;

  /** Where all are asked for: ten times what a hundred sources end in a quarter of a year. */
  public static final int MOST = 200_000;

  private static final String NEWEST_FIRST =
      """
      from HistoryRow
      where endedAt >= :from and endedAt < :to
        and (:source = '' or sourceId = :source)
        and (:anyKind = true or kind = :kind)
      order by endedAt desc, id desc
      """;

  /**
   * Which entries.
   *
   * @param from the earliest end
   * @param to the end that is too late
   */
  public record Wanted(
      Instant from, Instant to, Optional<String> source, Optional<EntryKind> kind) {

    /** All that ended in a time. */
    public static Wanted between(Instant from, Instant to) {
      return new Wanted(from, to, Optional.empty(), Optional.empty());
    }
  }

  private final ObjectMapper columns;

  HistoryRows(ObjectMapper mapper) {
    this.columns = mapper.copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
  }

  Uni<Void> write(Mutiny.Session session, Entry entry) {
    return session
        .createNativeQuery(WRITE)
        .setParameter("entry", json(entry))
        .executeUpdate()
        .replaceWithVoid();
  }

  /** The newest first, {@code most} of them. */
  public Uni<List<Entry>> read(Mutiny.Session session, Wanted wanted, int most) {
    return session
        .createSelectionQuery(NEWEST_FIRST, HistoryRow.class)
        .setParameter("from", wanted.from())
        .setParameter("to", wanted.to())
        .setParameter("source", wanted.source().orElse(""))
        .setParameter("anyKind", wanted.kind().isEmpty())
        .setParameter("kind", wanted.kind().orElse(EntryKind.BACKUP))
        .setMaxResults(most)
        .getResultList()
        .map(found -> found.stream().map(HistoryRow::entry).toList());
  }

  private String json(Entry entry) {
    try {
      return columns.writeValueAsString(entry);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
