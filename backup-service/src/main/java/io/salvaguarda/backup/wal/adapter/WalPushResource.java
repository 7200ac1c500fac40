package io.salvaguarda.backup.wal.adapter;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.salvaguarda.access.Failures;
import io.salvaguarda.backup.wal.BodyDigest;
import io.salvaguarda.backup.wal.PushOutcome;
import io.salvaguarda.backup.wal.WalPush;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.config.WalMode;
import io.salvaguarda.kit.rest.BadInput;
import io.salvaguarda.postgres.PostgresException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/** Where a server's archive_command puts its log. */
@Path("/wal/{source}/{name}")
@Tag(name = "Write-ahead log")
public class WalPushResource {

  private static final Logger LOG = Logger.getLogger(WalPushResource.class);

  private final SuiteConfig config;
  private final WalArchives archives;
  private final WalMetrics metrics;

  WalPushResource(SuiteConfig config, WalArchives archives, WalMetrics metrics) {
    this.config = config;
    this.archives = archives;
    this.metrics = metrics;
  }

  @PUT
  @Blocking
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed("archiver")
  @Operation(
      summary = "Archive a file of a source's write-ahead log",
      description =
          "For archive_command. The answer 200 comes only when the file is durable; the same file"
              + " may be sent again at any time.")
  @APIResponse(responseCode = "200", description = "Durable, now or since before")
  @APIResponse(responseCode = "400", description = "Not such a file, not whole, or damaged")
  @APIResponse(responseCode = "404", description = "No such source, or its log is not pushed")
  @APIResponse(
      responseCode = "409",
      description = "Other bytes are kept under that name, or another cluster's log")
  @APIResponse(responseCode = "503", description = "Not durable now; send it again")
  public Response put(
      @PathParam("source") String id,
      @PathParam("name") String name,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) String length,
      @HeaderParam("X-Content-Sha256") String sha256,
      @HeaderParam("Content-Digest") String contentDigest,
      InputStream body) {
    PostgresSource source = pushing(id);
    Optional<BodyDigest> digest = digest(sha256, contentDigest);
    long begin = System.nanoTime();
    try {
      WalPush push = new WalPush(archives.of(source), () -> WalStatusResource.systemIdOf(source));
      return answer(source, name, push.take(name, number(length), digest, body), begin);
    } catch (IOException e) {
      throw failed(source, name, WalProblems.of(e, source));
    } catch (PostgresException e) {
      throw failed(source, name, WalProblems.of(Failures.of(e.failure())));
    }
  }

  private Response answer(PostgresSource source, String name, PushOutcome outcome, long begin) {
    return switch (outcome) {
      case PushOutcome.Kept kept -> {
        metrics.stored(source.id(), WalMode.PUSH, kept.bytes());
        LOG.debugf(
            "event=wal.pushed source=%s file=%s result=%s millis=%d",
            source.id(), kept.file(), kept.result(), (System.nanoTime() - begin) / 1_000_000);
        yield Response.ok().build();
      }
      case PushOutcome.Malformed wrong -> {
        refused(source, name, wrong.field() + " is " + wrong.value());
        throw BadInput.field(wrong.field(), wrong.value(), wrong.right());
      }
      case PushOutcome.Conflict conflict -> {
        refused(source, name, conflict.detail());
        throw BadInput.conflict("name", name, conflict.detail());
      }
    };
  }

  private void refused(PostgresSource source, String name, String why) {
    metrics.refused(source.id());
    LOG.warnf(
        "event=wal.refused source=%s file=\"%s\" cause=\"%s\"",
        source.id(), oneLine(name), oneLine(why));
  }

  /** Whatever bytes a path holds, they begin no line of the log. */
  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  private HttpProblem failed(PostgresSource source, String name, HttpProblem problem) {
    metrics.refused(source.id());
    LOG.warnf(
        "event=wal.not_durable source=%s file=\"%s\" cause=\"%s\"",
        source.id(), oneLine(name), problem.getDetail());
    return problem;
  }

  private PostgresSource pushing(String id) {
    PostgresSource source = config.sources().get(id);
    if (source == null || source.wal() != WalMode.PUSH) {
      throw BadInput.unknown(
          "source", id, "salvaguarda.yaml has no source of that name with wal: push.");
    }
    return source;
  }

  private static Optional<BodyDigest> digest(String sha256, String contentDigest) {
    try {
      return sha256 != null
          ? Optional.of(BodyDigest.ofHex(sha256))
          : Optional.ofNullable(contentDigest).flatMap(BodyDigest::ofStructured);
    } catch (IllegalArgumentException e) {
      throw sha256 != null
          ? BadInput.field("X-Content-Sha256", sha256, "64 hex digits")
          : BadInput.field("Content-Digest", contentDigest, "sha-256=:<Base64>:");
    }
  }

  private static OptionalLong number(String length) {
    return length == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(length));
  }
}
