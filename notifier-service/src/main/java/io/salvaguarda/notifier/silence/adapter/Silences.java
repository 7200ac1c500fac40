package io.salvaguarda.notifier.silence.adapter;

import io.salvaguarda.notifier.notice.Cause;
import io.salvaguarda.notifier.silence.Silence;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The statements on silences; whether one is in force is decided by the database's clock. */
@ApplicationScoped
public class Silences {
  /** The entity's columns, and no others, which Hibernate Reactive would stumble over. */
  private static final String SELECT =
      "select id, source, kind, begins_at, ends_at, reason, created_by, ended_at, ended_by"
          + " from silence ";

  private static final String ADD =
      """
      insert into silence (id, source, kind, begins_at, ends_at, reason, created_by)
      values (:id, :source, nullif(:kind, ''), :beginsAt, :endsAt, :reason, :by)
      """;

  private static final String IN_FORCE =
      SELECT
          + """
      where ended_at is null and begins_at <= clock_timestamp() and ends_at > clock_timestamp()
      """;

  private static final String TO_SHOW =
      SELECT
          + """
      where :all or (ended_at is null and ends_at > clock_timestamp())
      order by ends_at desc
      limit 500
      """;

  private static final String END =
      """
      update silence set ended_at = clock_timestamp(), ended_by = :by
      where id = :id and ended_at is null and ends_at > clock_timestamp()
      """;

  public Uni<List<Silence>> inForce(Mutiny.Session session) {
    return session
        .createNativeQuery(IN_FORCE, SilenceRow.class)
        .getResultList()
        .map(rows -> rows.stream().map(SilenceRow::silence).toList());
  }

  Uni<Void> add(Mutiny.Session session, Silence silence) {
    return session
        .createNativeQuery(ADD)
        .setParameter("id", silence.id())
        .setParameter("source", silence.sources().pattern())
        .setParameter("kind", silence.kind().map(Cause::key).orElse(""))
        .setParameter("beginsAt", silence.beginsAt())
        .setParameter("endsAt", silence.endsAt())
        .setParameter("reason", silence.reason())
        .setParameter("by", silence.createdBy())
        .executeUpdate()
        .replaceWithVoid();
  }

  /** Those in force and to come, or all. */
  Uni<List<SilenceRow>> list(Mutiny.Session session, boolean all) {
    return session
        .createNativeQuery(TO_SHOW, SilenceRow.class)
        .setParameter("all", all)
        .getResultList();
  }

  /** False when it is over. */
  Uni<Boolean> end(Mutiny.Session session, UUID id, String by) {
    return session
        .createNativeQuery(END)
        .setParameter("id", id)
        .setParameter("by", by)
        .executeUpdate()
        .map(rows -> rows == 1);
  }
}
