package io.salvaguarda.notifier.report.adapter;

import io.salvaguarda.notifier.report.Head;
import io.salvaguarda.notifier.report.Report;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The statements on reports. */
@ApplicationScoped
class ReportRows {

  private static final String INSERT =
      """
      insert into report (id, kind, team, whole, from_at, to_at, made_at, content)
      values (:id, :kind, :team, :whole, :from, :to, :madeAt, :content)
      """;

  private static final String NEWEST_FIRST = "from ReportRow order by madeAt desc, id desc";

  private final ReportJson json;

  ReportRows(ReportJson json) {
    this.json = json;
  }

  Uni<Void> keep(Mutiny.Session session, Report report) {
    Head head = report.head();
    return session
        .createNativeQuery(INSERT)
        .setParameter("id", head.id())
        .setParameter("kind", report.kind().name())
        .setParameter("team", head.team())
        .setParameter("whole", head.whole())
        .setParameter("from", head.period().from())
        .setParameter("to", head.period().to())
        .setParameter("madeAt", head.madeAt())
        .setParameter("content", json.write(report))
        .executeUpdate()
        .replaceWithVoid();
  }

  /** Null when there is none. */
  Uni<Report> find(Mutiny.Session session, UUID id) {
    return session
        .find(ReportRow.class, id)
        .map(row -> row == null ? null : json.read(row.content));
  }

  Uni<List<ReportRow>> newest(Mutiny.Session session, int most) {
    return session
        .createSelectionQuery(NEWEST_FIRST, ReportRow.class)
        .setMaxResults(most)
        .getResultList();
  }
}
