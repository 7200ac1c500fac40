package io.salvaguarda.notifier.report.adapter;

import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.notifier.history.Entry;
import io.salvaguarda.notifier.history.adapter.HistoryRows;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What repositories and volumes hold, how they grow and when they will be full. */
@Path("/storage")
public class StorageResource {

  private static final Duration LOOK_BACK = Duration.ofDays(91);
  private final Transactions transactions;
  private final HistoryRows history;
  private final StorageBooks books;

  StorageResource(Transactions transactions, HistoryRows history, StorageBooks books) {
    this.transactions = transactions;
    this.history = history;
    this.books = books;
  }

  @GET
  @RolesAllowed("viewer")
  @RunOnVirtualThread
  public List<StorageView> list() {
    Instant now = Instant.now();
    List<Entry> entries =
        transactions.await(
            session ->
                history.read(
                    session,
                    HistoryRows.Wanted.between(now.minus(LOOK_BACK), now),
                    HistoryRows.MOST));
    return books.outlooks(entries, now).stream().map(StorageView::of).toList();
  }
}
