package io.salvaguarda.notifier.incident.adapter;

import io.salvaguarda.notifier.delivery.adapter.NoticeJson;
import io.salvaguarda.notifier.incident.Incident;
import io.salvaguarda.notifier.incident.Recovery;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Remembers what worked last, so that a failure which arrives after its recovery ends as it would
 * have in order: opened, told, and resolved.
 */
@ApplicationScoped
class Recoveries {

  private static final String REMEMBER =
      """
      insert into recovery (source_id, cause, about, at, backup_id, proof)
      values (:source, :cause, :about, :at, nullif(:backup, ''), :proof)
      on conflict (source_id, cause, about) do update
      set at = excluded.at, backup_id = excluded.backup_id, proof = excluded.proof
      where recovery.at <= excluded.at
      """;

  private final NoticeJson json;

  Recoveries(NoticeJson json) {
    this.json = json;
  }

  Uni<Void> remember(Mutiny.Session session, Recovery recovery) {
    return session
        .createNativeQuery(REMEMBER)
        .setParameter("source", recovery.sourceId())
        .setParameter("cause", recovery.cause().key())
        .setParameter("about", recovery.about())
        .setParameter("at", recovery.at())
        .setParameter("backup", recovery.backupId().orElse(""))
        .setParameter("proof", json.write(recovery.proof()))
        .executeUpdate()
        .replaceWithVoid();
  }

  Uni<Optional<Recovery>> latest(Mutiny.Session session, Incident incident) {
    return session
        .find(
            RecoveryRow.class,
            new RecoveryRow.Key(incident.sourceId(), incident.cause().key(), incident.about()))
        .map(
            row ->
                Optional.ofNullable(row)
                    .map(
                        r ->
                            new Recovery(
                                incident.sourceId(),
                                incident.cause(),
                                r.at,
                                json.readProof(r.proof))));
  }
}
