package io.salvaguarda.verify.run;

import io.quarkus.security.identity.SecurityIdentity;
import io.salvaguarda.events.VerificationTrigger;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.kit.jobs.Enqueued;
import io.salvaguarda.kit.rest.BadInput;
import io.salvaguarda.verify.catalog.KnownBackup;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Proofs of backups: asked for and looked at. */
@Path("/verifications")
@Tag(name = "Verifications")
public class VerificationResource {

  private static final int LONGEST_KEY = 200;

  private final Transactions transactions;
  private final Verifications verifications;
  private final VerificationQueue queue;
  private final BackupChoice choice;
  private final SecurityIdentity caller;

  VerificationResource(
      Transactions transactions,
      Verifications verifications,
      VerificationQueue queue,
      BackupChoice choice,
      SecurityIdentity caller) {
    this.transactions = transactions;
    this.verifications = verifications;
    this.queue = queue;
    this.choice = choice;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  @Operation(
      summary = "Prove a backup now",
      description = "A backup is proven by one job at a time.")
  @APIResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = VerificationAccepted.class)))
  @APIResponse(responseCode = "400", description = "The body names no backup")
  @APIResponse(responseCode = "404", description = "No such backup is known")
  public Uni<Response> ask(
      VerificationRequest request, @HeaderParam("Idempotency-Key") String idempotencyKey) {
    String key = keyOf(idempotencyKey);
    BackupChoice.Wanted wanted = BackupChoice.Wanted.of(request);
    VerificationQueue.Asker asker =
        new VerificationQueue.Asker(
            VerificationTrigger.REQUEST, caller.getPrincipal().getName(), key, Duration.ZERO);
    return transactions.run(
        session ->
            choice
                .find(session, wanted)
                .chain(
                    backup ->
                        queue
                            .ask(session, backup, asker)
                            .map(enqueued -> accepted(backup, enqueued))));
  }

  private static Response accepted(KnownBackup backup, Enqueued enqueued) {
    boolean repeated = !(enqueued instanceof Enqueued.Created);
    return Response.accepted(
            new VerificationAccepted(enqueued.jobId(), backup.backupId(), repeated))
        .header("Location", "/verifications/" + enqueued.jobId()) // location() wants the request
        .build();
  }

  private static String keyOf(String header) {
    if (header == null || header.isBlank()) {
      return null;
    }
    if (header.length() > LONGEST_KEY) {
      throw BadInput.field("Idempotency-Key", header, "at most " + LONGEST_KEY + " characters");
    }
    return "request/" + header;
  }

  @GET
  @RolesAllowed("viewer")
  @Operation(summary = "Verifications, newest first")
  public Uni<List<VerificationView>> list(
      @QueryParam("source") @DefaultValue("") String source,
      @QueryParam("backupId") @DefaultValue("") String backupId,
      @QueryParam("limit") @DefaultValue("50") @Schema(implementation = Integer.class)
          String limit) {
    int most = BadInput.limit(limit);
    return transactions.run(session -> verifications.recent(session, source, backupId, most));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed("viewer")
  @Operation(summary = "One verification")
  public Uni<VerificationView> get(
      @PathParam("id") @Schema(implementation = UUID.class) String text) {
    UUID id = BadInput.uuid("id", text);
    return transactions.run(
        session ->
            verifications
                .find(session, id)
                .onItem()
                .ifNull()
                .failWith(() -> BadInput.unknown("id", text, "there is no such verification.")));
  }
}
