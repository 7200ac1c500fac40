package io.salvaguarda.restore.run.adapter;

import io.quarkus.security.identity.SecurityIdentity;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.kit.jobs.JobStore;
import io.salvaguarda.kit.jobs.JobView;
import io.salvaguarda.kit.rest.BadInput;
import io.salvaguarda.kit.rest.IdempotencyKey;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Restores: asked for and looked at. */
@Path("/restores")
@Tag(name = "Restores")
public class RestoreResource {

  private static final List<String> KINDS = List.of(RestoreJob.KIND, PhysicalJob.KIND);

  private final Transactions transactions;
  private final RestoreRequests requests;
  private final PhysicalRequests physical;
  private final JobStore jobs;
  private final SuiteConfig config;
  private final SecurityIdentity caller;

  RestoreResource(
      Transactions transactions,
      RestoreRequests requests,
      PhysicalRequests physical,
      JobStore jobs,
      SuiteConfig config,
      SecurityIdentity caller) {
    this.transactions = transactions;
    this.requests = requests;
    this.physical = physical;
    this.jobs = jobs;
    this.config = config;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  @RunOnVirtualThread
  @Operation(
      summary = "Restore a backup into a new database or data directory",
      description =
          "Answers at once; the job shows how it goes. Replacing the database in use needs an admin"
              + " and the exact words. With kind physical the whole cluster is restored into a new"
              + " data directory and WAL replayed to a target; with preview too, the answer is the"
              + " plan.")
  @APIResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = RestoreAccepted.class)))
  @APIResponse(
      responseCode = "200",
      description = "With preview",
      content = @Content(schema = @Schema(implementation = PlanView.class)))
  @APIResponse(responseCode = "400", description = "A field is not right; the problem names it")
  @APIResponse(responseCode = "403", description = "A swap is not the caller's to ask for")
  @APIResponse(responseCode = "404", description = "No such backup, or no verified one")
  @APIResponse(
      responseCode = "409",
      description =
          "The backup is quarantined or not verified, the target is busy (jobId), the key was used"
              + " for another restore (jobId), or a recovery's target is outside of what can be"
              + " reached (window)")
  public Response ask(
      RestoreRequest request,
      @Parameter(description = "The same key gives the same job again; 1 to 200 characters")
          @HeaderParam(IdempotencyKey.HEADER)
          String idempotencyKey) {
    String by = caller.getPrincipal().getName();
    if (request != null && request.physical()) {
      return askPhysical(PhysicalWish.of(request, config), IdempotencyKey.of(by, idempotencyKey));
    }
    RestoreWish wish = RestoreWish.of(request, config, caller);
    RestoreAccepted accepted = requests.ask(wish, by, IdempotencyKey.of(by, idempotencyKey));
    return Response.accepted(accepted)
        .header(HttpHeaders.LOCATION, "/restores/" + accepted.jobId())
        .build();
  }

  private Response askPhysical(PhysicalWish wish, String idempotencyKey) {
    if (wish.preview()) {
      return Response.ok(physical.preview(wish)).build();
    }
    PhysicalAccepted accepted = physical.ask(wish, caller.getPrincipal().getName(), idempotencyKey);
    return Response.accepted(accepted)
        .header(HttpHeaders.LOCATION, "/restores/" + accepted.jobId())
        .build();
  }

  @GET
  @RolesAllowed("viewer")
  @Operation(summary = "Restores, newest first")
  @APIResponse(responseCode = "400", description = "The limit is not a number from 1 to 500")
  public Uni<List<JobView>> list(
      @QueryParam("limit") @DefaultValue("50") @Schema(implementation = Integer.class)
          String limit) {
    int most = BadInput.limit(limit);
    return transactions.run(
        session ->
            jobs.recent(session, KINDS, most)
                .map(found -> found.stream().map(jobs::view).toList()));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed("viewer")
  @Operation(summary = "One restore, how far it is and what came of it")
  @APIResponse(responseCode = "404", description = "No such restore")
  public Uni<JobView> get(@PathParam("id") String text) {
    UUID id = BadInput.uuid("id", text);
    return transactions.run(
        session ->
            jobs.find(session, id)
                .map(
                    job -> {
                      if (job == null || !KINDS.contains(job.kind())) {
                        throw BadInput.unknown("restore", text, "there is no such restore.");
                      }
                      return jobs.view(job);
                    }));
  }
}
