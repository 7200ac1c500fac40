package io.salvaguarda.restore.window.adapter;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.salvaguarda.access.Failures;
import io.salvaguarda.access.Repositories;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.kit.rest.BadInput;
import io.salvaguarda.repository.RepositoryException;
import io.salvaguarda.repository.WalArchive;
import io.salvaguarda.repository.wal.WalFile;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/** Archived WAL, for PostgreSQL's {@code restore_command}. */
@Path("/wal")
@Tag(name = "WAL")
public class WalResource {

  private static final Logger LOG = Logger.getLogger(WalResource.class);

  private final SuiteConfig config;
  private final Repositories repositories;
  private final SecurityIdentity caller;

  WalResource(SuiteConfig config, Repositories repositories, SecurityIdentity caller) {
    this.config = config;
    this.repositories = repositories;
    this.caller = caller;
  }

  @GET
  @Path("/{source}/{systemId}/{name}")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  @Authenticated
  @RunOnVirtualThread
  @Operation(
      summary = "A file of archived WAL",
      description =
          "For restore_command. Only 404 means that it is not archived: a command that takes"
              + " anything else for the end of the WAL loses data.")
  @APIResponse(responseCode = "200", description = "The file")
  @APIResponse(responseCode = "400", description = "Not the name of a WAL file")
  @APIResponse(responseCode = "403", description = "The token is not good for this cluster")
  @APIResponse(responseCode = "404", description = "It is not archived, or there is no such source")
  @APIResponse(responseCode = "409", description = "It is damaged")
  @APIResponse(responseCode = "503", description = "It cannot be read now")
  public Response get(
      @PathParam("source") String sourceId,
      @PathParam("systemId") String systemId,
      @Parameter(description = "as PostgreSQL names it: %f") @PathParam("name") String name) {
    requireAllowed(sourceId, systemId);
    PostgresSource source = config.sources().get(sourceId);
    if (source == null) {
      throw BadInput.unknown("source", sourceId, "there is no such source.");
    }
    WalFile file = fileOf(systemId, name);
    try {
      WalArchive archive = repositories.existing(source.repository()).wal(sourceId);
      InputStream bytes = opened(archive, file);
      return Response.ok((StreamingOutput) out -> copy(archive, bytes, out)).build();
    } catch (RepositoryException.NoSuchWal none) {
      throw BadInput.unknown("name", name, "it is not archived.");
    } catch (RepositoryException damaged) {
      // curl would ask again and again for a status of 500 and above
      LOG.errorf("event=wal.unreadable source=%s file=%s cause=\"%s\"", sourceId, file, damaged);
      throw BadInput.conflict("name", name, damaged.getMessage());
    } catch (IOException e) {
      throw Failures.of(e, source.repository())
          .map(f -> HttpProblem.valueOf(Status.SERVICE_UNAVAILABLE, f.message()))
          .orElseThrow(() -> new UncheckedIOException(e));
    }
  }

  private void requireAllowed(String sourceId, String systemId) {
    boolean allowed =
        Stream.of("operator", WalAccess.roleFor(sourceId, systemId)).anyMatch(caller::hasRole);
    if (!allowed) {
      throw HttpProblem.valueOf(Status.FORBIDDEN, "This token may not fetch that cluster's WAL.");
    }
  }

  private static WalFile fileOf(String systemId, String name) {
    try {
      return new WalFile(systemId, name);
    } catch (IllegalArgumentException e) {
      throw BadInput.field("name", systemId + "/" + name, "a system identifier and a WAL file");
    }
  }

  private static InputStream opened(WalArchive archive, WalFile file) throws IOException {
    try {
      return archive.open(file);
    } catch (IOException | RuntimeException e) {
      archive.close();
      throw e;
    }
  }

  private static void copy(WalArchive archive, InputStream bytes, OutputStream out)
      throws IOException {
    try (archive;
        bytes) {
      bytes.transferTo(out);
    }
  }
}
