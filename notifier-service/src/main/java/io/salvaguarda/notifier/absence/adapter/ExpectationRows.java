package io.salvaguarda.notifier.absence.adapter;

import io.salvaguarda.kit.Json;
import io.salvaguarda.notifier.absence.Awaited;
import io.salvaguarda.notifier.absence.Due;
import io.salvaguarda.notifier.absence.Expectation;
import io.salvaguarda.notifier.absence.Word;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The statements on expectations. Words come while the look goes on and in any order: each
 * statement changes what it knows of and no more.
 */
@ApplicationScoped
class ExpectationRows {

  /** All in one statement: a suite has thousands. */
  private static final String ADD =
      """
      insert into expectation (id, what, source_id, about, times, due_at)
      select id, what, source_id, about, times, due_at
      from json_to_recordset(cast(cast(:rows as text) as json))
           as r(id text, what text, source_id text, about text, times text, due_at timestamptz)
      on conflict (id) do nothing
      """;

  /** What was answered or has come due; a minute is what clocks may differ. */
  private static final String DUE =
      """
      select id, what, source_id, about, times, due_at, answered_at, told_at from expectation
      where due_at <= :now or answered_at >= due_at - interval '1 minute'
      order by due_at, id
      """;

  /** A later beginning is a new attempt, whose end is waited for anew. */
  private static final String BEGIN =
      """
      insert into expectation (id, what, source_id, about, due_at)
      values (:id, :what, :source, :about, :at)
      on conflict (id) do update
      set due_at = greatest(expectation.due_at, excluded.due_at),
          answered_at = case when expectation.answered_at < excluded.due_at then null
                             else expectation.answered_at end,
          told_at = case when expectation.told_at < excluded.due_at then null
                         else expectation.told_at end,
          noted_at = clock_timestamp()
      """;

  private static final String COME =
      """
      update expectation
      set answered_at = greatest(coalesce(answered_at, :at), :at), told_at = null
      where id = :id
      """;

  /** Kept for a while even when the beginning is not known yet: it may be heard later. */
  private static final String COME_ONCE =
      """
      insert into expectation (id, what, source_id, about, due_at, answered_at)
      values (:id, :what, :source, :about, :at, :at)
      on conflict (id) do update
      set answered_at = greatest(coalesce(expectation.answered_at, excluded.answered_at),
                                 excluded.answered_at),
          told_at = null, noted_at = clock_timestamp()
      """;

  /** A log is due again from its last word on. */
  private static final String HEARD =
      """
      update expectation
      set due_at = greatest(due_at, :at), answered_at = greatest(coalesce(answered_at, :at), :at),
          told_at = null
      where id = :id
      """;

  private static final String MOVE =
      """
      update expectation set due_at = :dueAt, times = :times, told_at = null
      where id = :id
      """;

  /** Nothing when a word of it has come since it was read. */
  private static final String MISS =
      """
      update expectation set told_at = :now, due_at = :next, noted_at = clock_timestamp()
      where id = :id and answered_at is not distinct from cast(nullif(:seen, '') as timestamptz)
      """;

  /** What came once is kept for a day, lest its beginning be heard after it. */
  private static final String SWEEP =
      """
      delete from expectation
      where times = '' and what <> 'WAL' and (answered_at is not null or told_at is not null)
        and noted_at < clock_timestamp() - interval '1 day'
      """;

  private final Json json;

  ExpectationRows(Json json) {
    this.json = json;
  }

  Uni<List<Expectation>> all(Mutiny.Session session) {
    return session
        .createSelectionQuery("from ExpectationRow order by dueAt, id", ExpectationRow.class)
        .getResultList()
        .map(rows -> rows.stream().map(ExpectationRow::expectation).toList());
  }

  /** In order of their due times. */
  Uni<List<Expectation>> due(Mutiny.Session session, Instant now) {
    return session
        .createNativeQuery(DUE, ExpectationRow.class)
        .setParameter("now", now)
        .getResultList()
        .map(rows -> rows.stream().map(ExpectationRow::expectation).toList());
  }

  /** Leaves those that are there. */
  Uni<Void> add(Mutiny.Session session, List<Expectation> several) {
    if (several.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return session
        .createNativeQuery(ADD)
        .setParameter("rows", json.write(several.stream().map(ExpectationRows::columns).toList()))
        .executeUpdate()
        .replaceWithVoid();
  }

  private static Map<String, String> columns(Expectation each) {
    return Map.of(
        "id", each.id(),
        "what", each.what().name(),
        "source_id", each.sourceId(),
        "about", each.about(),
        "times", each.times(),
        "due_at", each.dueAt().toString());
  }

  /** Takes a word of an event. */
  Uni<Void> take(Mutiny.Session session, Word word) {
    String id = Expectation.id(word.what(), word.sourceId(), word.about());
    return switch (word) {
      case Word.Begins begins -> once(session, BEGIN, id, begins);
      case Word.Comes comes when comes.what() == Awaited.WAL -> again(session, HEARD, id, comes);
      case Word.Comes comes when comes.what().recurs() -> again(session, COME, id, comes);
      case Word.Comes comes -> once(session, COME_ONCE, id, comes);
    };
  }

  private static Uni<Void> once(Mutiny.Session session, String sql, String id, Word word) {
    return session
        .createNativeQuery(sql)
        .setParameter("id", id)
        .setParameter("what", word.what().name())
        .setParameter("source", word.sourceId())
        .setParameter("about", word.about())
        .setParameter("at", word.at())
        .executeUpdate()
        .replaceWithVoid();
  }

  private static Uni<Void> again(Mutiny.Session session, String sql, String id, Word word) {
    return session
        .createNativeQuery(sql)
        .setParameter("id", id)
        .setParameter("at", word.at())
        .executeUpdate()
        .replaceWithVoid();
  }

  Uni<Void> move(Mutiny.Session session, Due due, Instant dueAt) {
    return session
        .createNativeQuery(MOVE)
        .setParameter("id", due.id())
        .setParameter("times", due.times())
        .setParameter("dueAt", dueAt)
        .executeUpdate()
        .replaceWithVoid();
  }

  /** False when it has come after all. */
  Uni<Boolean> miss(Mutiny.Session session, Expectation expected, Instant next, Instant now) {
    return session
        .createNativeQuery(MISS)
        .setParameter("id", expected.id())
        .setParameter("seen", expected.answeredAt().map(Instant::toString).orElse(""))
        .setParameter("next", next)
        .setParameter("now", now)
        .executeUpdate()
        .map(rows -> rows == 1);
  }

  Uni<Void> remove(Mutiny.Session session, Expectation expected) {
    return session
        .createNativeQuery("delete from expectation where id = :id")
        .setParameter("id", expected.id())
        .executeUpdate()
        .replaceWithVoid();
  }

  Uni<Void> sweep(Mutiny.Session session) {
    return session.createNativeQuery(SWEEP).executeUpdate().replaceWithVoid();
  }
}
