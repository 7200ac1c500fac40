package io.salvaguarda.notifier.telling.adapter;

import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.kit.Instance;
import io.salvaguarda.notifier.delivery.adapter.DeliveryQueue;
import io.salvaguarda.notifier.notice.Cause;
import io.salvaguarda.notifier.notice.Notice;
import io.salvaguarda.notifier.routing.Question;
import io.salvaguarda.notifier.routing.Router;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Puts notices on their way: to whom the routes say, and to people in one message what came up
 * together. Programs get each incident by itself, for they go by its id.
 */
@ApplicationScoped
class Announcer {

  /** A notice that nothing holds back. */
  record Ready(FollowedIncident incident, Notice notice, Notice.Trouble trouble) {}

  private final SuiteConfig config;
  private final Audience audience;
  private final DeliveryQueue queue;
  private final Instance instance;
  private final Router router;

  Announcer(SuiteConfig config, Audience audience, DeliveryQueue queue, Instance instance) {
    this.config = config;
    this.audience = audience;
    this.queue = queue;
    this.instance = instance;
    this.router = new Router(config);
  }

  /**
   * Tells notices of one team.
   *
   * @return the thread that each incident's notice went with
   */
  Uni<Map<UUID, UUID>> tell(Mutiny.Session session, String team, List<Ready> ready, Instant now) {
    Map<UUID, UUID> threads = new LinkedHashMap<>();
    Uni<Void> all = Uni.createFrom().voidItem();
    for (List<Ready> together : together(team, ready, now)) {
      List<String> channels = channels(team, together.getFirst(), now);
      UUID thread =
          together.size() == 1 ? together.getFirst().incident().thread() : instance.newId();
      together.forEach(each -> threads.put(each.incident().id, thread));
      all = all.chain(() -> put(session, team, together, channels, thread, now));
    }
    for (Ready each : ready) {
      all = all.chain(() -> tellAdministrators(session, team, each, now));
    }
    return all.replaceWith(threads);
  }

  /**
   * Tells people that what they were told together is over, in one message for each thread.
   *
   * @param team to whom
   */
  Uni<Void> tellOver(
      Mutiny.Session session, String team, List<Notice.Recovered> over, Instant now) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (List<Notice.Recovered> ofThread :
        over.stream()
            .collect(
                Collectors.groupingBy(
                    Notice.Recovered::thread, LinkedHashMap::new, Collectors.toList()))
            .values()) {
      Notice.Recovered first = ofThread.getFirst();
      Notice notice =
          ofThread.size() == 1
              ? first
              : new Notice.SeveralRecovered(first.thread(), team, now, ofThread);
      all =
          all.chain(
              () ->
                  queue
                      .told(session, first.incidentId(), first.thread())
                      .chain(told -> queue.put(session, notice, audience.people(team, told))));
    }
    return all;
  }

  /** Puts a notice for channels of which some are read by people and some by programs. */
  Uni<Void> put(Mutiny.Session session, Notice notice, UUID thread, Collection<String> channels) {
    return queue
        .put(session, notice.in(thread), audience.people(channels))
        .chain(
            () -> queue.put(session, notice.in(notice.incidentId()), audience.programs(channels)));
  }

  private Uni<Void> put(
      Mutiny.Session session,
      String team,
      List<Ready> together,
      List<String> channels,
      UUID thread,
      Instant now) {
    if (together.size() == 1) {
      return put(session, together.getFirst().notice(), thread, channels);
    }
    Uni<Void> all =
        queue.put(
            session,
            new Notice.Several(thread, team, now, Lines.of(together)),
            audience.people(channels));
    List<String> programs = audience.programs(channels);
    for (Ready each : together) {
      all = all.chain(() -> queue.put(session, each.notice().in(each.incident().id), programs));
    }
    return all;
  }

  /**
   * What goes to the same channels goes together, where the team gathers. An outage goes alone: it
   * has more to say than a line holds.
   */
  private List<List<Ready>> together(String team, List<Ready> ready, Instant now) {
    boolean gathers = audience.gathers(team);
    List<List<Ready>> all = new ArrayList<>();
    Map<List<String>, List<Ready>> byChannels = new LinkedHashMap<>();
    for (Ready each : ready) {
      if (gathers && each.trouble().cause() != Cause.OUTAGE) {
        byChannels.computeIfAbsent(channels(team, each, now), key -> new ArrayList<>()).add(each);
      } else {
        all.add(List.of(each));
      }
    }
    all.addAll(byChannels.values());
    return all;
  }

  private List<String> channels(String team, Ready each, Instant now) {
    return router.ask(question(team, each.trouble(), now)).channels();
  }

  static Question question(String team, Notice.Trouble trouble, Instant now) {
    return new Question(team, trouble.sourceId(), trouble.cause(), trouble.severity(), now);
  }

  /** A restore is asked for when it matters most: whoever runs the suite hears at once. */
  private Uni<Void> tellAdministrators(
      Mutiny.Session session, String team, Ready each, Instant now) {
    String administrators = config.administrators().name();
    if (each.trouble().cause() != Cause.RESTORE || team.equals(administrators)) {
      return Uni.createFrom().voidItem();
    }
    List<String> told = channels(team, each, now);
    List<String> channels =
        config.administrators().channels().stream().filter(c -> !told.contains(c)).toList();
    return put(session, to(each, administrators), each.incident().thread(), channels);
  }

  private static Notice to(Ready each, String team) {
    Notice.Trouble trouble = each.trouble().to(team);
    return each.notice() instanceof Notice.Again again ? again.about(trouble) : trouble;
  }
}
