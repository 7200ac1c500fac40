package io.salvaguarda.backup.wal.adapter;

import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.config.WalMode;
import io.salvaguarda.kit.db.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;

/** How the logs stand. */
@Path("/wal")
@Tag(name = "Write-ahead log")
public class WalListResource {

  private final Transactions transactions;
  private final WalViews views;
  private final List<PostgresSource> archived;

  WalListResource(Transactions transactions, WalViews views, SuiteConfig config) {
    this.transactions = transactions;
    this.views = views;
    this.archived =
        config.sources().values().stream().filter(source -> source.wal() != WalMode.NONE).toList();
  }

  @GET
  @RolesAllowed("viewer")
  @Operation(
      summary = "How every source's log stands",
      description = "Sources whose log comes into the repository, in the file's order.")
  public Uni<List<WalView>> list() {
    return transactions.run(this::list);
  }

  private Uni<List<WalView>> list(Mutiny.Session session) {
    List<WalView> found = new ArrayList<>();
    Uni<Void> all = Uni.createFrom().voidItem();
    for (PostgresSource source : archived) {
      all = all.chain(() -> views.of(session, source).invoke(found::add).replaceWithVoid());
    }
    return all.replaceWith(found);
  }
}
