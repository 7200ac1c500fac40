package io.salvaguarda.restore.run.adapter;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.identity.SecurityIdentity;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.kit.rest.BadInput;
import io.salvaguarda.kit.rest.SourceField;
import io.salvaguarda.restore.run.RestorePayload;
import io.salvaguarda.restore.run.Working;
import jakarta.ws.rs.core.Response.Status;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;

/** A request, read and found sound, as far as that can be told without looking anywhere. */
record RestoreWish(PostgresSource source, RestoreRequest request, String target, boolean swap) {

  private static final int LONGEST_NAME_BYTES = 63;
  private static final int MOST_JOBS = 64;
  private static final DateTimeFormatter LABEL =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

  /**
   * @throws HttpProblem 400 for bad input, 403 when a swap is not the caller's to ask for
   */
  static RestoreWish of(RestoreRequest request, SuiteConfig config, SecurityIdentity caller) {
    PostgresSource source = sourceOf(request, config);
    if (request.kind() != null && !request.kind().equals("logical")) {
      throw BadInput.field("kind", request.kind(), "\"logical\" or \"physical\"");
    }
    request
        .physicalField()
        .ifPresent(
            name -> {
              throw BadInput.field(name, "given", "left out, or \"kind\" must be \"physical\"");
            });
    requireNames("schemas", request.schemasOrNone());
    requireNames("tables", request.tablesOrNone());
    requireJobs(request.jobs());
    boolean swap = swapOf(request, source, caller);
    return new RestoreWish(source, request, targetOf(request, source, swap), swap);
  }

  static PostgresSource sourceOf(RestoreRequest request, SuiteConfig config) {
    if (request == null) {
      throw BadInput.field("body", null, "a JSON object such as {\"source\": \"testdb\"}");
    }
    return SourceField.of(config, request.source());
  }

  private static void requireNames(String field, List<String> names) {
    for (String name : names) {
      if (name == null || name.isEmpty()) {
        throw BadInput.field(field, name, "a list of names");
      }
    }
  }

  private static void requireJobs(Integer jobs) {
    if (jobs != null && (jobs < 1 || jobs > MOST_JOBS)) {
      throw BadInput.field("jobs", String.valueOf(jobs), "a number from 1 to " + MOST_JOBS);
    }
  }

  private static String targetOf(RestoreRequest request, PostgresSource source, boolean swap) {
    String name = request.targetDatabase();
    if (swap && name != null) {
      throw BadInput.field(
          "targetDatabase", name, "left out: a swap gives the name " + source.database());
    }
    if (name == null) {
      return swap ? source.database() : defaultTarget(source.database(), Instant.now());
    }
    if (Working.isReserved(name)) {
      throw BadInput.field("targetDatabase", name, "another name: such are for unfinished work");
    }
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    if (bytes == 0 || bytes > LONGEST_NAME_BYTES || name.indexOf('\0') >= 0) {
      throw BadInput.field("targetDatabase", name, "a name of 1 to 63 bytes");
    }
    return name;
  }

  /** {@code testdb_restored_20260102030405}, cut to PostgreSQL's 63 bytes. */
  static String defaultTarget(String database, Instant at) {
    String suffix = "_restored_" + LABEL.format(at);
    String kept = database;
    while (kept.getBytes(StandardCharsets.UTF_8).length + suffix.length() > LONGEST_NAME_BYTES) {
      kept = kept.substring(0, kept.offsetByCodePoints(kept.length(), -1));
    }
    return kept + suffix;
  }

  private static boolean swapOf(
      RestoreRequest request, PostgresSource source, SecurityIdentity caller) {
    if (request.swap() == null) {
      return false;
    }
    if (!caller.hasRole("admin")) {
      throw HttpProblem.valueOf(
          Status.FORBIDDEN, "Only an admin may replace a database that is in use.");
    }
    String words = "replace " + source.database();
    if (!words.equals(request.swap().confirm())) {
      throw BadInput.field("swap.confirm", request.swap().confirm(), "exactly \"" + words + "\"");
    }
    if (!request.schemasOrNone().isEmpty() || !request.tablesOrNone().isEmpty()) {
      throw BadInput.field(
          "swap", "with schemas or tables", "left out: a part cannot replace the whole");
    }
    return true;
  }

  /** Whether a restore that was asked for earlier is what this asks for. */
  boolean isFor(String sourceId, RestorePayload payload) {
    return source.id().equals(sourceId)
        && swap == payload.swap()
        && (latest() || request.backupId().equals(payload.backupId()))
        && (request.targetDatabase() == null || target.equals(payload.targetDatabase()))
        && request.schemasOrNone().equals(payload.schemas())
        && request.tablesOrNone().equals(payload.tables())
        && Objects.equals(request.jobs(), payload.jobs());
  }

  boolean latest() {
    return request.backupId() == null || request.backupId().equals("latest");
  }

  boolean partial() {
    return !request.schemasOrNone().isEmpty() || !request.tablesOrNone().isEmpty();
  }
}
