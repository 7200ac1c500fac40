package io.salvaguarda.notifier.history.adapter;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.notifier.history.Entry;
import io.salvaguarda.notifier.history.EntryKind;
import io.salvaguarda.notifier.rest.Query;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What became of every backup, verification, restore and drill. */
@Path("/history")
public class HistoryResource {

  /** A file with more lines than this is better asked for in parts. */
  static final int MOST_LINES = 100_000;

  private static final Instant EVER = Instant.parse("9999-01-01T00:00:00Z");

  private final Transactions transactions;
  private final HistoryRows rows;

  HistoryResource(Transactions transactions, HistoryRows rows) {
    this.transactions = transactions;
    this.rows = rows;
  }

  /** The newest first. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed("viewer")
  public Uni<List<EntryView>> list(
      @QueryParam("source") String source,
      @QueryParam("kind") String kind,
      @QueryParam("from") String from,
      @QueryParam("to") String to,
      @QueryParam("limit") String limit) {
    HistoryRows.Wanted wanted = wanted(source, kind, from, to);
    int most = Query.limit(limit, 100);
    return transactions
        .run(session -> rows.read(session, wanted, most))
        .map(found -> found.stream().map(EntryView::of).toList());
  }

  /** The same, whole, for a spreadsheet. */
  @GET
  @Produces("text/csv; charset=utf-8; qs=0.5")
  @RolesAllowed("viewer")
  public Uni<String> csv(
      @QueryParam("source") String source,
      @QueryParam("kind") String kind,
      @QueryParam("from") String from,
      @QueryParam("to") String to) {
    HistoryRows.Wanted wanted = wanted(source, kind, from, to);
    return transactions
        .run(session -> rows.read(session, wanted, MOST_LINES + 1))
        .map(HistoryResource::notTooMany)
        .map(HistoryCsv::of);
  }

  private static HistoryRows.Wanted wanted(String source, String kind, String from, String to) {
    return new HistoryRows.Wanted(
        Query.instant("from", from).orElse(Instant.EPOCH),
        Query.instant("to", to).orElse(EVER),
        Optional.ofNullable(source).filter(Predicate.not(String::isBlank)),
        Query.oneOf("kind", kind, EntryKind.class));
  }

  /** Never cut in silence: a trend over half the data would be wrong. */
  private static List<Entry> notTooMany(List<Entry> found) {
    if (found.size() > MOST_LINES) {
      throw HttpProblem.valueOf(
          Response.Status.BAD_REQUEST,
          "These are more than " + MOST_LINES + " lines: ask for less with from and to.");
    }
    return found;
  }
}
