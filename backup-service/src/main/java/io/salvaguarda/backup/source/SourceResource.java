package io.salvaguarda.backup.source;

import io.quarkus.security.identity.SecurityIdentity;
import io.salvaguarda.backup.catalog.adapter.Holds;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.kit.rest.BadInput;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/** The sources that salvaguarda.yaml names. */
@Path("/sources")
@Tag(name = "Sources")
public class SourceResource {

  private static final Logger LOG = Logger.getLogger(SourceResource.class);

  private final Transactions transactions;
  private final SourceStates states;
  private final Holds holds;
  private final SuiteConfig config;
  private final SecurityIdentity caller;

  SourceResource(
      Transactions transactions,
      SourceStates states,
      Holds holds,
      SuiteConfig config,
      SecurityIdentity caller) {
    this.transactions = transactions;
    this.states = states;
    this.holds = holds;
    this.config = config;
    this.caller = caller;
  }

  @GET
  @RolesAllowed("viewer")
  @Operation(summary = "Every source and how it stands", description = "In the file's order.")
  public Uni<List<SourceView>> list() {
    List<String> ids = List.copyOf(config.sources().keySet());
    return transactions.run(
        session ->
            states
                .of(session, ids)
                .chain(
                    known ->
                        holds
                            .all(session)
                            .map(
                                held ->
                                    config.sources().values().stream()
                                        .map(
                                            source ->
                                                SourceView.of(
                                                    source,
                                                    known.get(source.id()),
                                                    held.get(source.id())))
                                        .toList())));
  }

  @DELETE
  @Path("/{source}/retention-hold")
  @RolesAllowed("operator")
  @Operation(
      summary = "Accept that a source's backups have become smaller",
      description =
          "A backup far smaller than usual holds retention back. This says that the new size is"
              + " right: it is the usual one from that backup on, and retention goes on.")
  @APIResponse(responseCode = "204", description = "Retention goes on")
  @APIResponse(responseCode = "404", description = "Nothing was held")
  public Uni<Void> accept(@PathParam("source") String source) {
    String by = caller.getPrincipal().getName();
    return transactions.run(
        session ->
            holds
                .accept(session, source, by)
                .invoke(
                    released -> {
                      if (!released) {
                        throw BadInput.unknown("source", source, "retention is not held for it.");
                      }
                      LOG.infof("event=retention.released source=%s by=%s", source, by);
                    })
                .replaceWithVoid());
  }
}
