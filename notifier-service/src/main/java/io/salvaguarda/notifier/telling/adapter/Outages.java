package io.salvaguarda.notifier.telling.adapter;

import io.salvaguarda.notifier.delivery.adapter.NoticeJson;
import io.salvaguarda.notifier.notice.Matter;
import io.salvaguarda.notifier.notice.Notice;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** What an outage explains, and that every team whose trouble it explains hears of it once. */
@ApplicationScoped
class Outages {
  private final FollowedIncidents incidents;
  private final Announcer announcer;
  private final NoticeJson json;

  Outages(FollowedIncidents incidents, Announcer announcer, NoticeJson json) {
    this.incidents = incidents;
    this.announcer = announcer;
    this.json = json;
  }

  /** Tells the team of the outage in the place of what it explains, unless it was told. */
  Uni<Void> tellOnce(Mutiny.Session session, String repository, String team, Instant now) {
    return incidents
        .outage(session, repository)
        .chain(
            outage ->
                outage
                    .filter(each -> each.trouble != null && !each.team.equals(team))
                    .map(each -> tellOnce(session, each, team, now))
                    .orElse(Uni.createFrom().voidItem()));
  }

  private Uni<Void> tellOnce(
      Mutiny.Session session, FollowedIncident outage, String team, Instant now) {
    return incidents
        .isTold(session, outage.id, team)
        .chain(
            told ->
                told
                    ? Uni.createFrom().voidItem()
                    : withWhatItExplains(
                            session, ((Notice.Trouble) json.readNotice(outage.trouble)).to(team))
                        .chain(
                            trouble ->
                                announcer
                                    .tell(
                                        session,
                                        team,
                                        List.of(new Announcer.Ready(outage, trouble, trouble)),
                                        now)
                                    .replaceWithVoid()));
  }

  /** Notices of outages name what they explain when they are told. */
  Uni<List<Announcer.Ready>> withWhatTheyExplain(
      Mutiny.Session session, List<Announcer.Ready> ready) {
    List<Announcer.Ready> whole = new ArrayList<>();
    Uni<Void> all = Uni.createFrom().voidItem();
    for (Announcer.Ready each : ready) {
      all =
          all.chain(
              () ->
                  withWhatItExplains(session, each.trouble())
                      .invoke(trouble -> whole.add(about(each, trouble)))
                      .replaceWithVoid());
    }
    return all.replaceWith(whole);
  }

  private static Announcer.Ready about(Announcer.Ready ready, Notice.Trouble trouble) {
    Notice notice = ready.notice() instanceof Notice.Again again ? again.about(trouble) : trouble;
    return new Announcer.Ready(ready.incident(), notice, trouble);
  }

  private Uni<Notice.Trouble> withWhatItExplains(Mutiny.Session session, Notice.Trouble trouble) {
    return trouble.matter() instanceof Matter.RepositoryAway away
        ? incidents
            .explained(session, away.repository())
            .map(sources -> trouble.about(new Matter.RepositoryAway(away.repository(), sources)))
        : Uni.createFrom().item(trouble);
  }
}
