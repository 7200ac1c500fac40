package io.salvaguarda.backup.retention.adapter;

import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.events.BackupChoice;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.kit.Json;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.kit.rest.BadInput;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;

/** Says what retention would delete, and why everything else stays. */
@Path("/sources/{source}/retention")
@Tag(name = "Sources")
public class RetentionResource {

  private static final String ANNOUNCED =
      """
      select id, run_after, payload from job
      where kind = :kind and source_id = :source and state in ('QUEUED', 'RUNNING')
        and cast(payload as jsonb) ->> 'kind' = :backups
      """;

  private final Transactions transactions;
  private final RetentionRows rows;
  private final RetentionTimetable timetable;
  private final SuiteConfig config;
  private final Json json;

  RetentionResource(
      Transactions transactions,
      RetentionRows rows,
      RetentionTimetable timetable,
      SuiteConfig config,
      Json json) {
    this.transactions = transactions;
    this.rows = rows;
    this.timetable = timetable;
    this.config = config;
    this.json = json;
  }

  @GET
  @RolesAllowed("viewer")
  @Operation(
      summary = "What retention would delete now",
      description = "Every backup with the reason why it goes or stays. Changes nothing.")
  @APIResponse(responseCode = "400", description = "There is no such kind of backups")
  @APIResponse(responseCode = "404", description = "No such source is configured")
  public Uni<RetentionView> forecast(
      @PathParam("source") String id,
      @Parameter(description = "logical or physical") @QueryParam("kind") @DefaultValue("logical")
          String kindText) {
    BackupKind kind = kindOf(kindText);
    PostgresSource source = config.sources().get(id);
    if (source == null) {
      throw BadInput.unknown(
          "source", id, "there are " + String.join(", ", config.sources().keySet()) + ".");
    }
    return transactions.run(session -> forecast(session, source, kind));
  }

  private static BackupKind kindOf(String text) {
    return Stream.of(BackupKind.LOGICAL, BackupKind.PHYSICAL)
        .filter(kind -> kind.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() -> BadInput.field("kind", text, "\"logical\" or \"physical\""));
  }

  private Uni<RetentionView> forecast(
      Mutiny.Session session, PostgresSource source, BackupKind kind) {
    return rows.verdicts(session, source, kind)
        .chain(
            verdicts ->
                announced(session, source.id(), kind)
                    .map(
                        announced ->
                            new RetentionView(
                                source.id(),
                                kind,
                                source.plan(),
                                timetable.nextAfter(Instant.now()),
                                announced,
                                verdicts.reversed().stream()
                                    .map(RetentionView.Choice::of)
                                    .toList())));
  }

  private Uni<RetentionView.Announced> announced(
      Mutiny.Session session, String source, BackupKind kind) {
    return session
        .createNativeQuery(ANNOUNCED, Object[].class)
        .setParameter("kind", RetentionExecution.KIND)
        .setParameter("source", source)
        .setParameter("backups", kind.name())
        .getSingleResultOrNull()
        .map(row -> row == null ? null : announced(row));
  }

  private RetentionView.Announced announced(Object[] row) {
    List<String> backups =
        json.read((String) row[2], RetentionExecution.Payload.class).backups().stream()
            .map(BackupChoice::backupId)
            .toList();
    return new RetentionView.Announced(
        (UUID) row[0], ((OffsetDateTime) row[1]).toInstant(), backups);
  }
}
