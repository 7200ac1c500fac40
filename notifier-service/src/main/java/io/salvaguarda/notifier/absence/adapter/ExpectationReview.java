package io.salvaguarda.notifier.absence.adapter;

import io.salvaguarda.config.Plan;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.config.WalMode;
import io.salvaguarda.kit.outbox.Outbox;
import io.salvaguarda.notifier.absence.Absence;
import io.salvaguarda.notifier.absence.Allowances;
import io.salvaguarda.notifier.absence.Awaited;
import io.salvaguarda.notifier.absence.Due;
import io.salvaguarda.notifier.absence.DueList;
import io.salvaguarda.notifier.absence.Expectation;
import io.salvaguarda.notifier.absence.Hearing;
import io.salvaguarda.notifier.absence.Judge;
import io.salvaguarda.notifier.absence.Judgement;
import io.salvaguarda.notifier.incident.adapter.IncidentDesk;
import io.salvaguarda.notifier.incident.adapter.LastSuccesses;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Compares what is waited for with the configuration and with what was heard. */
@ApplicationScoped
class ExpectationReview {

  private static final Logger LOG = Logger.getLogger(ExpectationReview.class);

  /** What a whole suite missed does not fit one transaction; the next look goes on. */
  private static final int MOST_MISSING = 50;

  private static final int MOST_CHANGES = 500;

  private final SuiteConfig config;
  private final AbsenceSettings settings;
  private final ExpectationRows rows;
  private final LastSuccesses successes;
  private final IncidentDesk desk;
  private final Outbox outbox;
  private final Allowances allowances;
  private final Map<String, Due> wanted;

  ExpectationReview(
      SuiteConfig config,
      AbsenceSettings settings,
      ExpectationRows rows,
      LastSuccesses successes,
      IncidentDesk desk,
      Outbox outbox) {
    this.config = config;
    this.settings = settings;
    this.rows = rows;
    this.successes = successes;
    this.desk = desk;
    this.outbox = outbox;
    this.allowances = new Allowances(settings.restoreDeadline());
    this.wanted =
        DueList.of(config, allowances).stream()
            .collect(
                Collectors.toMap(Due::id, Function.identity(), (a, b) -> a, LinkedHashMap::new));
  }

  /** All of them, as the configuration may have changed; in the caller's transaction. */
  Uni<Void> all(Mutiny.Session session, Hearing hearing) {
    return rows.all(session)
        .chain(
            found ->
                addMissing(session, found, hearing.lookedAt())
                    .chain(() -> judgeAll(session, hearing, found)));
  }

  /** Those of which something is to be said now. */
  Uni<Void> due(Mutiny.Session session, Hearing hearing) {
    return rows.sweep(session)
        .chain(() -> rows.due(session, hearing.lookedAt()))
        .chain(found -> judgeAll(session, hearing, found));
  }

  private Uni<Void> judgeAll(Mutiny.Session session, Hearing hearing, List<Expectation> found) {
    Judge judge = new Judge(hearing, settings.grace());
    return found.isEmpty()
        ? Uni.createFrom().voidItem()
        : successes.all(session).chain(known -> judgeAll(session, judge, found, known));
  }

  /** What is new is due in the future only: nobody could have told it before. */
  private Uni<Void> addMissing(Mutiny.Session session, List<Expectation> found, Instant now) {
    var there = found.stream().map(Expectation::id).collect(Collectors.toSet());
    List<Expectation> missing = new ArrayList<>();
    for (Due due : wanted.values()) {
      if (!there.contains(due.id())) {
        missing.add(due.first(now));
      }
    }
    for (PostgresSource source : config.sources().values()) {
      if (source.wal() != WalMode.NONE
          && !there.contains(Expectation.id(Awaited.WAL, source.id(), ""))) {
        missing.add(Expectation.ofLog(source.id(), now));
      }
    }
    return rows.add(session, missing);
  }

  private Uni<Void> judgeAll(
      Mutiny.Session session, Judge judge, List<Expectation> found, LastSuccesses.Known known) {
    Uni<Void> all = Uni.createFrom().voidItem();
    int missing = 0;
    int changes = 0;
    for (Expectation each : found) {
      Judgement judgement = judge(judge, each, known);
      if (judgement instanceof Judgement.Missing) {
        missing++;
      }
      if (missing > MOST_MISSING || changes > MOST_CHANGES) {
        break;
      }
      if (!(judgement instanceof Judgement.Stays)) {
        changes++;
        all = all.chain(() -> apply(session, judge.hearing(), each, judgement, known));
      }
    }
    return all;
  }

  private Judgement judge(Judge judge, Expectation each, LastSuccesses.Known known) {
    PostgresSource source = config.sources().get(each.sourceId());
    if (source == null) {
      return new Judgement.Ends();
    }
    if (each.what() == Awaited.WAL) {
      return source.wal() == WalMode.NONE
          ? new Judgement.Ends()
          : judge.silence(each, settings.walSilentAfter());
    }
    if (!each.what().recurs()) {
      Plan plan = config.planOf(source);
      return judge.once(each, allowances.of(each.what(), plan));
    }
    Due due = wanted.get(each.id());
    return due == null
        ? new Judgement.Ends()
        : judge.recurring(each, due, LastOf.wasPossible(each, known));
  }

  private Uni<Void> apply(
      Mutiny.Session session,
      Hearing hearing,
      Expectation each,
      Judgement judgement,
      LastSuccesses.Known known) {
    return switch (judgement) {
      case Judgement.Stays stays -> Uni.createFrom().voidItem();
      case Judgement.Ends ends -> rows.remove(session, each);
      case Judgement.Moves moves -> rows.move(session, wanted.get(each.id()), moves.dueAt());
      case Judgement.Missing missing ->
          rows.miss(session, each, missing.next(), hearing.lookedAt())
              .chain(
                  still ->
                      still
                          ? tell(session, hearing, each, missing, known)
                          : Uni.createFrom().voidItem());
    };
  }

  private Uni<Void> tell(
      Mutiny.Session session,
      Hearing hearing,
      Expectation each,
      Judgement.Missing missing,
      LastSuccesses.Known known) {
    LOG.warnf(
        "event=absence.missing what=%s source=%s about=%s due=%s by=%s",
        each.what(), each.sourceId(), each.about(), each.dueAt(), missing.by());
    Absence absence =
        Absence.of(
            each,
            config.sources().get(each.sourceId()),
            missing.by(),
            LastOf.like(each, known),
            hearing.lookedAt());
    return outbox
        .add(session, absence.event())
        .chain(() -> desk.report(session, absence.problem(), hearing.lookedAt()));
  }
}
