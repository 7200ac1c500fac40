package io.salvaguarda.notifier.telling.adapter;

import io.salvaguarda.notifier.delivery.adapter.DeliveryQueue;
import io.salvaguarda.notifier.notice.HeldBy;
import io.salvaguarda.notifier.notice.Notice;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Where incidents hand over what is to be told, in their own transaction. */
@ApplicationScoped
public class Telling {
  private final WaitingNotices waiting;
  private final Leftovers leftovers;
  private final Announcer announcer;
  private final Audience audience;
  private final DeliveryQueue queue;

  Telling(
      WaitingNotices waiting,
      Leftovers leftovers,
      Announcer announcer,
      Audience audience,
      DeliveryQueue queue) {
    this.waiting = waiting;
    this.leftovers = leftovers;
    this.announcer = announcer;
    this.audience = audience;
    this.queue = queue;
  }

  /** Trouble that is told as soon as others could gather, and nothing holds it back. */
  public Uni<Void> soon(Mutiny.Session session, Notice notice) {
    return waiting.put(session, notice, audience.groupingOf(notice.team()).firstWait());
  }

  /**
   * What still waits of an incident that is over: told at once if it only waited for others,
   * forgotten if it was held back.
   */
  public Uni<Void> settle(Mutiny.Session session, UUID incidentId) {
    return leftovers.settle(session, incidentId);
  }

  /**
   * Tells everybody who was told of the incident that it is over: programs at once, people together
   * with what else is over.
   *
   * @param thread the incident's
   * @param noticeFor the notice for a team
   */
  public Uni<Void> over(
      Mutiny.Session session,
      UUID incidentId,
      UUID thread,
      Function<String, Notice.Recovered> noticeFor) {
    return tell(session, incidentId, thread, noticeFor::apply, audience::isProcessed)
        .chain(() -> queue.told(session, incidentId, thread))
        .chain(
            told -> {
              Uni<Void> all = Uni.createFrom().voidItem();
              for (String team : told.stream().map(DeliveryQueue.Told::team).distinct().toList()) {
                Notice.Recovered notice = noticeFor.apply(team);
                all =
                    all.chain(
                        () ->
                            waiting.insert(session, notice, audience.groupingOf(team).firstWait()));
              }
              return all;
            });
  }

  /**
   * The same for the channels that programs read: people need no message for it, but an alarm that
   * a program has raised is to be still.
   */
  public Uni<Void> programsTold(
      Mutiny.Session session, UUID incidentId, UUID thread, Function<String, Notice> noticeFor) {
    return tell(session, incidentId, thread, noticeFor, audience::isProcessed);
  }

  /** What holds back the notices of these incidents, of those that have such. */
  public Uni<Map<UUID, HeldBy>> heldBy(Mutiny.Session session, Collection<UUID> incidents) {
    return incidents.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : waiting
            .heldOf(session, incidents)
            .map(
                held ->
                    held.stream()
                        .collect(
                            Collectors.toMap(
                                each -> each.incidentId,
                                each -> HeldBy.of(each.heldBy),
                                (first, latest) -> latest)));
  }

  private Uni<Void> tell(
      Mutiny.Session session,
      UUID incidentId,
      UUID thread,
      Function<String, Notice> noticeFor,
      Predicate<String> which) {
    return queue
        .told(session, incidentId, thread)
        .map(told -> told.stream().filter(each -> which.test(each.channel())).toList())
        .chain(
            told -> {
              Uni<Void> all = Uni.createFrom().voidItem();
              for (List<DeliveryQueue.Told> ofTeam : byTeam(told)) {
                Notice notice = noticeFor.apply(ofTeam.getFirst().team());
                List<String> channels = ofTeam.stream().map(DeliveryQueue.Told::channel).toList();
                all = all.chain(() -> announcer.put(session, notice, thread, channels));
              }
              return all;
            });
  }

  private static Collection<List<DeliveryQueue.Told>> byTeam(List<DeliveryQueue.Told> told) {
    return told.stream().collect(Collectors.groupingBy(DeliveryQueue.Told::team)).values();
  }
}
