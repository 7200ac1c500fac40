package io.salvaguarda.notifier.telling.adapter;

import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.notifier.notice.HeldBy;
import io.salvaguarda.notifier.notice.Notice;
import io.salvaguarda.notifier.telling.Hold;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Tells one team what waits for it: one transaction, by one instance at a time. */
@ApplicationScoped
class TellingTurn {
  private static final Logger LOG = Logger.getLogger(TellingTurn.class);

  private final Transactions transactions;
  private final WaitingNotices waiting;
  private final FollowedIncidents incidents;
  private final TeamTurns turns;
  private final Holds holds;
  private final Announcer announcer;
  private final Audience audience;
  private final Outages outages;
  private final Pacing pacing;
  private final TellingSettings settings;

  TellingTurn(
      Transactions transactions,
      WaitingNotices waiting,
      FollowedIncidents incidents,
      TeamTurns turns,
      Holds holds,
      Announcer announcer,
      Audience audience,
      Outages outages,
      Pacing pacing,
      TellingSettings settings) {
    this.transactions = transactions;
    this.waiting = waiting;
    this.incidents = incidents;
    this.turns = turns;
    this.holds = holds;
    this.announcer = announcer;
    this.audience = audience;
    this.outages = outages;
    this.pacing = pacing;
    this.settings = settings;
  }

  List<String> dueTeams() {
    return transactions.await(waiting::dueTeams);
  }

  void tell(String team) {
    transactions.await(
        session ->
            turns
                .take(session, team)
                .chain(
                    last ->
                        last.isEmpty()
                            ? Uni.createFrom().voidItem()
                            : incidents
                                .now(session)
                                .chain(now -> tell(session, team, last.get(), now))));
  }

  private Uni<Void> tell(Mutiny.Session session, String team, Instant last, Instant now) {
    Instant next = last.plus(audience.groupingOf(team).interval());
    if (audience.gathers(team) && next.isAfter(now)) {
      return waiting.postpone(session, team, next);
    }
    return incidents
        .lockWaiting(session, team)
        .chain(
            locked ->
                locked.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : waiting
                        .of(session, team, locked.stream().map(each -> each.id).toList())
                        .chain(rows -> tell(session, team, byId(locked), rows, now)));
  }

  private static Map<UUID, FollowedIncident> byId(List<FollowedIncident> incidents) {
    return incidents.stream().collect(Collectors.toMap(each -> each.id, Function.identity()));
  }

  private Uni<Void> tell(
      Mutiny.Session session,
      String team,
      Map<UUID, FollowedIncident> locked,
      List<WaitingNotice> rows,
      Instant now) {
    return holds
        .at(session, now)
        .chain(
            inForce -> {
              List<Announcer.Ready> ready = new ArrayList<>();
              List<Notice.Recovered> over = new ArrayList<>();
              List<Long> done = new ArrayList<>();
              Map<WaitingNotice, HeldBy> held = new LinkedHashMap<>();
              for (WaitingNotice row : latestOfHeld(rows, done)) {
                FollowedIncident incident = locked.get(row.incidentId);
                Notice notice = waiting.read(row);
                if (notice instanceof Notice.Recovered recovered) {
                  done.add(row.seq);
                  over.add(recovered);
                  continue;
                }
                Notice.Trouble trouble = troubleOf(notice);
                Optional<Hold> hold = inForce.of(incident, team, trouble);
                if (hold.isPresent()) {
                  held.put(row, hold.get().by());
                } else {
                  done.add(row.seq);
                  ready.add(new Announcer.Ready(incident, released(notice, row), trouble));
                }
              }
              return hold(session, held, locked, team, now)
                  .chain(() -> waiting.remove(session, done))
                  .chain(() -> announcer.tellOver(session, team, over, now))
                  .chain(() -> announce(session, team, ready, now));
            });
  }

  /** Of what was held back, the latest of each incident says all. */
  private static List<WaitingNotice> latestOfHeld(List<WaitingNotice> rows, List<Long> done) {
    Map<UUID, WaitingNotice> latest = new TreeMap<>();
    rows.stream().filter(row -> row.heldBy != null).forEach(row -> latest.put(row.incidentId, row));
    List<WaitingNotice> kept = new ArrayList<>();
    for (WaitingNotice row : rows) {
      if (row.heldBy == null || latest.get(row.incidentId) == row) {
        kept.add(row);
      } else {
        done.add(row.seq);
      }
    }
    return kept;
  }

  static Notice.Trouble troubleOf(Notice notice) {
    return switch (notice) {
      case Notice.Trouble trouble -> trouble;
      case Notice.Again again -> again.trouble();
      case Notice.Several several -> throw neverWaits(several);
      case Notice.Acknowledged acknowledged -> throw neverWaits(acknowledged);
      case Notice.Recovered recovered -> throw neverWaits(recovered); // not in this way
      case Notice.SeveralRecovered several -> throw neverWaits(several);
      case Notice.Undelivered undelivered -> throw neverWaits(undelivered);
      case Notice.Trial trial -> throw neverWaits(trial);
      case Notice.Fact fact -> throw neverWaits(fact);
      case Notice.Report report -> throw neverWaits(report);
    };
  }

  private static IllegalStateException neverWaits(Notice notice) {
    return new IllegalStateException(notice.getClass().getSimpleName() + " never waits");
  }

  private static Notice released(Notice notice, WaitingNotice row) {
    return row.heldBy == null
        ? notice
        : new Notice.Again(
            troubleOf(notice),
            notice.thread(),
            Notice.Again.Why.HELD,
            Optional.of(HeldBy.of(row.heldBy)));
  }

  private Uni<Void> hold(
      Mutiny.Session session,
      Map<WaitingNotice, HeldBy> held,
      Map<UUID, FollowedIncident> locked,
      String team,
      Instant now) {
    Uni<Void> all = Uni.createFrom().voidItem();
    Set<String> away = new HashSet<>();
    for (Map.Entry<WaitingNotice, HeldBy> each : held.entrySet()) {
      WaitingNotice row = each.getKey();
      if (row.heldBy == null) {
        LOG.infof(
            "event=notice.held incident=%s team=%s by=\"%s\"",
            row.incidentId, team, each.getValue().text());
      }
      if (each.getValue().kind() == HeldBy.Kind.OUTAGE) {
        away.add(locked.get(row.incidentId).blames);
      }
      all = all.chain(() -> waiting.hold(session, row, each.getValue(), settings.recheck()));
    }
    for (String repository : away) {
      all = all.chain(() -> outages.tellOnce(session, repository, team, now));
    }
    return all;
  }

  private Uni<Void> announce(
      Mutiny.Session session, String team, List<Announcer.Ready> ready, Instant now) {
    if (ready.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return outages
        .withWhatTheyExplain(session, ready)
        .chain(whole -> announcer.tell(session, team, whole, now))
        .chain(threads -> markTold(session, ready, threads, now))
        .chain(() -> turns.told(session, team, now));
  }

  private Uni<Void> markTold(
      Mutiny.Session session, List<Announcer.Ready> ready, Map<UUID, UUID> threads, Instant now) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (Announcer.Ready each : ready) {
      UUID id = each.incident().id;
      Instant lookAt = pacing.lookAtAfterTold(each.incident(), now);
      all = all.chain(() -> incidents.told(session, id, now, threads.get(id), lookAt));
    }
    return all;
  }
}
