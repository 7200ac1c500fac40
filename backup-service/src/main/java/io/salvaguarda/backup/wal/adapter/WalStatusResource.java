package io.salvaguarda.backup.wal.adapter;

import io.quarkus.security.identity.SecurityIdentity;
import io.salvaguarda.access.Failures;
import io.salvaguarda.access.SourceConnections;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.config.WalMode;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.kit.rest.BadInput;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.replication.ReplicationConnection;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/** How a source's log stands, and whose it is. */
@Path("/sources/{source}/wal")
@Tag(name = "Write-ahead log")
public class WalStatusResource {

  private static final Logger LOG = Logger.getLogger(WalStatusResource.class);

  private final SuiteConfig config;
  private final Transactions transactions;
  private final WalViews views;
  private final WalArchives archives;
  private final SecurityIdentity caller;

  WalStatusResource(
      SuiteConfig config,
      Transactions transactions,
      WalViews views,
      WalArchives archives,
      SecurityIdentity caller) {
    this.config = config;
    this.transactions = transactions;
    this.views = views;
    this.archives = archives;
    this.caller = caller;
  }

  @GET
  @RolesAllowed("viewer")
  @Operation(
      summary = "How a source's log stands",
      description = "Its window, gaps, lag and slot, as of measuredAt.")
  @APIResponse(responseCode = "404", description = "No such source is configured")
  public Uni<WalView> of(@PathParam("source") String id) {
    PostgresSource source = named(id);
    return transactions.run(session -> views.of(session, source));
  }

  @POST
  @Path("/adoption")
  @Blocking
  @RolesAllowed("operator")
  @Operation(
      summary = "Archive the cluster that the source is now",
      description =
          "For a source that was set up anew or upgraded: its server is asked for its system"
              + " identifier, and the log of that cluster is taken from now on. What is there of"
              + " the former one stays.")
  @APIResponse(responseCode = "200", description = "It is the one that is archived")
  @APIResponse(responseCode = "404", description = "No such source, or its log is not archived")
  public Adopted adopt(@PathParam("source") String id) {
    PostgresSource source = named(id);
    if (source.wal() == WalMode.NONE) {
      throw BadInput.unknown("source", id, "its log is not archived: see wal in salvaguarda.yaml.");
    }
    try {
      String systemId = systemIdOf(source);
      archives.of(source).adopt(systemId);
      LOG.infof(
          "event=wal.adopted source=%s system_id=%s by=%s",
          id, systemId, caller.getPrincipal().getName());
      return new Adopted(id, systemId);
    } catch (IOException e) {
      throw WalProblems.of(e, source);
    } catch (PostgresException e) {
      throw WalProblems.of(Failures.of(e.failure()));
    }
  }

  static String systemIdOf(PostgresSource source) {
    try (ReplicationConnection connection =
        ReplicationConnection.open(SourceConnections.forReplication(source), Side.SOURCE)
            .orThrow()) {
      return connection.identify().systemId();
    }
  }

  /** The cluster whose log is taken. */
  public record Adopted(String source, String systemId) {}

  private PostgresSource named(String id) {
    PostgresSource source = config.sources().get(id);
    if (source == null) {
      throw BadInput.unknown(
          "source", id, "there are " + String.join(", ", config.sources().keySet()) + ".");
    }
    return source;
  }
}
