package io.salvaguarda.notifier.absence.adapter;

import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.notifier.absence.Allowances;
import io.salvaguarda.notifier.absence.Awaited;
import io.salvaguarda.notifier.absence.Expectation;
import io.salvaguarda.notifier.absence.adapter.ExpectationView.State;
import io.salvaguarda.notifier.incident.adapter.LastSuccesses;
import io.salvaguarda.notifier.rest.Query;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is due of which source, and by when. */
@Path("/expectations")
public class ExpectationResource {

  private final Transactions transactions;
  private final ExpectationRows rows;
  private final HearingRows hearing;
  private final LastSuccesses successes;
  private final SuiteConfig config;
  private final AbsenceSettings settings;
  private final Allowances allowances;

  ExpectationResource(
      Transactions transactions,
      ExpectationRows rows,
      HearingRows hearing,
      LastSuccesses successes,
      SuiteConfig config,
      AbsenceSettings settings) {
    this.transactions = transactions;
    this.rows = rows;
    this.hearing = hearing;
    this.successes = successes;
    this.config = config;
    this.settings = settings;
    this.allowances = new Allowances(settings.restoreDeadline());
  }

  /** What is due first comes first. */
  @GET
  @RolesAllowed("viewer")
  public Uni<List<ExpectationView>> list(
      @QueryParam("source") String source,
      @QueryParam("what") String what,
      @QueryParam("state") String state,
      @QueryParam("limit") String limit) {
    Filter filter =
        new Filter(
            source == null ? "" : source,
            Query.oneOf("what", what, Awaited.class),
            Query.oneOf("state", state, State.class),
            Query.limit(limit, 100));
    return transactions.run(
        session ->
            Uni.combine()
                .all()
                .unis(rows.all(session), hearing.now(session), successes.all(session))
                .usingConcurrencyOf(1)
                .asTuple()
                .map(all -> views(filter, all.getItem1(), all.getItem2(), all.getItem3())));
  }

  private record Filter(String source, Optional<Awaited> what, Optional<State> state, int most) {
    boolean takes(Expectation each) {
      return (source.isBlank() || source.equals(each.sourceId()))
          && what.filter(only -> only != each.what()).isEmpty();
    }

    boolean takes(ExpectationView view) {
      return state.filter(only -> only != view.state()).isEmpty();
    }
  }

  private List<ExpectationView> views(
      Filter filter, List<Expectation> found, Instant now, LastSuccesses.Known known) {
    return found.stream()
        .filter(filter::takes)
        .filter(this::isWaitedFor)
        .map(each -> view(each, known, now))
        .filter(filter::takes)
        .limit(filter.most())
        .toList();
  }

  private boolean isWaitedFor(Expectation each) {
    boolean comesOnce = !each.what().recurs() && each.what() != Awaited.WAL;
    return config.sources().containsKey(each.sourceId())
        && !(comesOnce && each.answeredAt().isPresent());
  }

  private ExpectationView view(Expectation each, LastSuccesses.Known known, Instant now) {
    var source = config.sources().get(each.sourceId());
    Duration wait =
        each.what() == Awaited.WAL
            ? settings.walSilentAfter()
            : allowances.of(each.what(), config.planOf(source)).plus(settings.grace());
    return new ExpectationView(
        each.what(),
        each.sourceId(),
        source.team(),
        each.about(),
        state(each, now),
        each.dueAt(),
        each.dueAt().plus(wait),
        LastOf.like(each, known).orElse(null),
        each.toldAt().orElse(null));
  }

  private static State state(Expectation each, Instant now) {
    if (each.toldAt().isPresent()) {
      return State.MISSING;
    }
    return each.dueAt().isAfter(now) ? State.AHEAD : State.DUE;
  }
}
