package io.salvaguarda.restore.run.adapter;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.salvaguarda.access.Failures;
import io.salvaguarda.access.Repositories;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.kit.rest.BadInput;
import io.salvaguarda.postgres.facts.Facts;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.restore.point.ProofStatus;
import io.salvaguarda.restore.point.adapter.RecoveryPointView;
import io.salvaguarda.restore.point.adapter.RecoveryPoints;
import io.salvaguarda.restore.run.Selection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Finds the backup that a request means, and says why it cannot be had. Blocks. */
@ApplicationScoped
class PointChoice {

  private final Transactions transactions;
  private final RecoveryPoints points;
  private final Repositories repositories;

  PointChoice(Transactions transactions, RecoveryPoints points, Repositories repositories) {
    this.transactions = transactions;
    this.points = points;
    this.repositories = repositories;
  }

  /**
   * @throws HttpProblem 404, 409 or, for a table or schema that it does not hold, 400
   */
  RecoveryPointView of(RestoreWish wish) {
    RecoveryPointView point = wish.latest() ? latest(wish) : named(wish);
    if (wish.partial()) {
      requireKnown(wish, point);
    }
    return point;
  }

  private RecoveryPointView latest(RestoreWish wish) {
    String source = wish.source().id();
    return transactions
        .await(session -> points.newestVerified(session, source, BackupKind.LOGICAL))
        .orElseThrow(
            () ->
                BadInput.unknown(
                    "source",
                    source,
                    "it has no verified backup. Name one and set allowUnverified, or verify one."));
  }

  private RecoveryPointView named(RestoreWish wish) {
    String id = wish.request().backupId();
    RecoveryPointView point =
        transactions
            .await(session -> points.find(session, id))
            .filter(found -> found.sourceId().equals(wish.source().id()))
            .orElseThrow(() -> BadInput.unknown("backupId", id, "the source has no such backup."));
    if (point.kind() != BackupKind.LOGICAL) {
      throw conflict("Backup " + id + " is of a whole cluster: set kind to physical.");
    }
    if (point.status() == ProofStatus.QUARANTINED) {
      throw conflict("Backup " + id + " is quarantined: it was proven bad.");
    }
    if (point.status() != ProofStatus.VERIFIED
        && !Boolean.TRUE.equals(wish.request().allowUnverified())) {
      throw conflict(
          "Backup " + id + " is " + point.status() + "; set allowUnverified to take it anyway.");
    }
    return point;
  }

  private void requireKnown(RestoreWish wish, RecoveryPointView point) {
    Selection selection =
        new Selection(
            factsOf(point), wish.request().tablesOrNone(), wish.request().schemasOrNone());
    selection
        .unknownTable()
        .ifPresent(
            name -> {
              throw BadInput.field("tables", name, "schema.table as the backup holds it");
            });
    selection
        .unknownSchema()
        .ifPresent(
            name -> {
              throw BadInput.field("schemas", name, "a schema that the backup holds");
            });
  }

  private Facts factsOf(RecoveryPointView point) {
    try {
      BackupId id = BackupId.parse(point.backupId());
      return Facts.fromJson(repositories.existing(point.repository()).manifest(id).facts().facts());
    } catch (IOException e) {
      throw Failures.of(e, point.repository())
          .map(f -> HttpProblem.valueOf(Status.SERVICE_UNAVAILABLE, f.message()))
          .orElseThrow(() -> new UncheckedIOException(e));
    }
  }

  private static HttpProblem conflict(String detail) {
    return HttpProblem.builder()
        .withStatus(Status.CONFLICT)
        .withTitle(Status.CONFLICT.getReasonPhrase())
        .withDetail(detail)
        .with("field", "backupId")
        .build();
  }
}
