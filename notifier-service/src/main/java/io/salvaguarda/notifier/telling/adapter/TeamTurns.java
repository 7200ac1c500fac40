package io.salvaguarda.notifier.telling.adapter;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Which instance tells a team, and when it was told last. */
@ApplicationScoped
class TeamTurns {

  /** When the team was told last; empty when another instance has the turn. */
  Uni<Optional<Instant>> take(Mutiny.Session session, String team) {
    return session
        .createNativeQuery(
            "insert into team_turn (team) values (:team) on conflict (team) do nothing")
        .setParameter("team", team)
        .executeUpdate()
        .chain(
            () ->
                session
                    .createNativeQuery(
                        "select told_at from team_turn where team = :team for update skip locked",
                        Instant.class)
                    .setParameter("team", team)
                    .getSingleResultOrNull())
        .map(Optional::ofNullable);
  }

  Uni<Void> told(Mutiny.Session session, String team, Instant at) {
    return session
        .createNativeQuery("update team_turn set told_at = :at where team = :team")
        .setParameter("team", team)
        .setParameter("at", at)
        .executeUpdate()
        .replaceWithVoid();
  }
}
