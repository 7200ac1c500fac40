package io.salvaguarda.backup.catalog.adapter;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.identity.SecurityIdentity;
import io.salvaguarda.access.Failures;
import io.salvaguarda.access.Repositories;
import io.salvaguarda.backup.catalog.LegalHold;
import io.salvaguarda.events.Failure;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.kit.rest.BadInput;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.Hold;
import io.salvaguarda.repository.RepositoryException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Keeps single backups from being deleted. */
@Path("/backups/{source}/{kind}/{label}/hold")
@Tag(name = "Backups")
public class LegalHoldResource {

  private final Transactions transactions;
  private final Catalog catalog;
  private final LegalHolds holds;
  private final Repositories repositories;
  private final SecurityIdentity caller;

  LegalHoldResource(
      Transactions transactions,
      Catalog catalog,
      LegalHolds holds,
      Repositories repositories,
      SecurityIdentity caller) {
    this.transactions = transactions;
    this.catalog = catalog;
    this.holds = holds;
    this.repositories = repositories;
    this.caller = caller;
  }

  private interface Work<T> {
    T in(BackupRepository repository, BackupId id) throws IOException;
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  @RunOnVirtualThread
  @Operation(
      summary = "Hold a backup: it is not deleted until it is released",
      description = "Kept in the repository. The same caller may say the same again.")
  @APIResponse(responseCode = "400", description = "The reason is missing, too long or not a line")
  @APIResponse(responseCode = "404", description = "No such backup is known")
  @APIResponse(responseCode = "409", description = "It is held already, or is being deleted")
  public BackupView hold(
      @PathParam("source") String source,
      @PathParam("kind") String kind,
      @PathParam("label") String label,
      HoldRequest request) {
    Hold.Placed wanted = HoldRequest.hold(request, caller.getPrincipal().getName());
    BackupView backup = known(source, kind, label);
    LegalHold standing = in(backup, (repository, id) -> hold(repository, id, wanted));
    transactions.await(session -> holds.held(session, backup.backupId(), standing));
    if (!standing.saysAs(LegalHold.of(wanted, wanted.since()))) {
      throw BadInput.conflict(
          "backup",
          backup.backupId(),
          "it is held by "
              + standing.by()
              + " since "
              + standing.since()
              + " already: "
              + standing.reason()
              + ". To hold it for another reason release it first.");
    }
    return known(source, kind, label);
  }

  private static LegalHold hold(BackupRepository repository, BackupId id, Hold.Placed wanted)
      throws IOException {
    try {
      repository.hold(id, wanted);
      return LegalHold.of(wanted, wanted.since());
    } catch (RepositoryException.Held e) {
      return LegalHold.of(e.hold(), Instant.now());
    }
  }

  @DELETE
  @RolesAllowed("admin")
  @RunOnVirtualThread
  @Operation(summary = "Release a backup: its plan decides again whether it is deleted")
  @APIResponse(responseCode = "204", description = "It is not held any more")
  @APIResponse(responseCode = "404", description = "No such backup is known, or it is not held")
  public void release(
      @PathParam("source") String source,
      @PathParam("kind") String kind,
      @PathParam("label") String label) {
    BackupView backup = known(source, kind, label);
    String by = caller.getPrincipal().getName();
    boolean inRepository = in(backup, (repository, id) -> repository.release(id).isPresent());
    boolean inCatalog = transactions.await(session -> holds.free(session, backup.backupId(), by));
    if (!inRepository && !inCatalog) {
      throw BadInput.unknown("backup", backup.backupId(), "it is not held.");
    }
  }

  private BackupView known(String source, String kind, String label) {
    String id = source + "/" + kind + "/" + label;
    return transactions
        .await(session -> catalog.find(session, id))
        .orElseThrow(() -> BadInput.unknown("backup", id, "there is no such backup."));
  }

  private <T> T in(BackupView backup, Work<T> work) {
    if (!repositories.names().contains(backup.repository())) {
      throw BadInput.conflict(
          "backup",
          backup.backupId(),
          "its repository "
              + backup.repository()
              + " is not in salvaguarda.yaml any more. Put it back to change what it holds.");
    }
    try {
      return work.in(repositories.existing(backup.repository()), BackupId.parse(backup.backupId()));
    } catch (RepositoryException.NoSuchBackup e) {
      throw BadInput.unknown("backup", backup.backupId(), "it was deleted meanwhile.");
    } catch (RepositoryException.BeingDeleted e) {
      throw BadInput.conflict(
          "backup",
          backup.backupId(),
          "a deletion of it has begun. Ask again in a moment whether it is still there.");
    } catch (IOException e) {
      throw away(e, backup.repository());
    }
  }

  private static HttpProblem away(IOException e, String repository) {
    Failure failure = Failures.of(e, repository).orElseThrow(() -> new UncheckedIOException(e));
    return HttpProblem.builder()
        .withStatus(Status.SERVICE_UNAVAILABLE)
        .withTitle("The repository cannot be used now")
        .withDetail(failure.message() + " " + failure.nextStep())
        .with("repository", repository)
        .with("errorClass", failure.errorClass())
        .build();
  }
}
