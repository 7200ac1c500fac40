package io.salvaguarda.backup.catalog.adapter;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.salvaguarda.access.Failures;
import io.salvaguarda.access.Repositories;
import io.salvaguarda.backup.catalog.CatalogEntry;
import io.salvaguarda.backup.catalog.LegalHold;
import io.salvaguarda.backup.catalog.Proof;
import io.salvaguarda.backup.catalog.ProofStatus;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.Level;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.RepositoryException;
import io.salvaguarda.repository.VerificationMark;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Makes the catalog say what the repositories say. Blocks: for worker or virtual threads. */
@ApplicationScoped
class CatalogRebuild {

  private static final Logger LOG = Logger.getLogger(CatalogRebuild.class);

  /** What came of it, over all repositories. */
  @Schema(name = "CatalogRebuilt")
  record Summary(
      @Schema(description = "backups in the repositories that could be read") int found,
      @Schema(description = "of those, how many the catalog did not know") int added,
      @Schema(description = "catalog entries without a backup") int removed,
      @Schema(description = "manifests that are damaged; the log names them") int unreadable) {

    Summary plus(Summary other) {
      return new Summary(
          found + other.found,
          added + other.added,
          removed + other.removed,
          unreadable + other.unreadable);
    }
  }

  /** A repository that could not be read. */
  record Unread(String repository, ErrorClass errorClass, String message, String nextStep) {
    String text() {
      return message + " " + nextStep;
    }
  }

  private static final Summary NOTHING = new Summary(0, 0, 0, 0);

  private final Repositories repositories;
  private final SuiteConfig config;
  private final Catalog catalog;
  private final LegalHolds holds;
  private final Transactions transactions;

  CatalogRebuild(
      Repositories repositories,
      SuiteConfig config,
      Catalog catalog,
      LegalHolds holds,
      Transactions transactions) {
    this.repositories = repositories;
    this.config = config;
    this.catalog = catalog;
    this.holds = holds;
    this.transactions = transactions;
  }

  /**
   * @throws HttpProblem 503 when a repository cannot be read; all the others have been read then
   */
  Summary run() {
    Summary all = NOTHING;
    List<Unread> unread = new ArrayList<>();
    for (String name : repositories.names()) {
      try {
        all = all.plus(rebuild(name));
      } catch (IOException e) {
        Failure failure = Failures.of(e, name).orElseThrow(() -> new UncheckedIOException(e));
        unread.add(new Unread(name, failure.errorClass(), failure.message(), failure.nextStep()));
      }
    }
    LOG.infof("event=catalog.rebuilt summary=\"%s\" unread=%d", all, unread.size());
    if (!unread.isEmpty()) {
      throw incomplete(all, unread);
    }
    return all;
  }

  private Summary rebuild(String name) throws IOException {
    Instant before = Instant.now();
    BackupRepository repository;
    try {
      repository = repositories.existing(name);
    } catch (RepositoryException.Absent e) {
      // an unused one, or a copy that is yet to be begun: neither may become a new repository
      if (transactions.await(session -> catalog.completedBefore(session, name, before)).isEmpty()) {
        return NOTHING;
      }
      throw e;
    }
    List<BackupId> ids = repository.list();
    Summary summary = NOTHING;
    for (BackupId id : ids) {
      summary = summary.plus(take(name, repository, id));
    }
    return summary.plus(new Summary(0, 0, removeOthers(name, ids, before), 0));
  }

  private Summary take(String name, BackupRepository repository, BackupId id) throws IOException {
    CatalogEntry entry;
    Optional<Proof> proof;
    Optional<LegalHold> hold;
    try {
      String team = config.teamOf(id.sourceId()).name();
      entry = CatalogEntry.of(repository.manifest(id), name, team);
      proof = repository.verification(id).map(CatalogRebuild::proofOf);
      hold = repository.holdOf(id).map(found -> LegalHold.of(found, Instant.now()));
    } catch (RepositoryException.NoSuchBackup deletedMeanwhile) {
      return NOTHING;
    } catch (RepositoryException | IllegalArgumentException e) {
      LOG.errorf("event=catalog.unreadable backup=%s cause=\"%s\"", id, e.getMessage());
      return new Summary(0, 0, 0, 1);
    }
    boolean added = transactions.await(session -> take(session, entry, proof, hold));
    return new Summary(1, added ? 1 : 0, 0, 0);
  }

  private Uni<Boolean> take(
      Mutiny.Session session, CatalogEntry entry, Optional<Proof> proof, Optional<LegalHold> hold) {
    return catalog
        .add(session, entry)
        .call(
            () ->
                proof
                    .map(known -> catalog.judge(session, entry.backupId(), known))
                    .orElseGet(() -> Uni.createFrom().voidItem()))
        .call(
            () ->
                hold.isPresent()
                    ? holds.held(session, entry.backupId(), hold.get())
                    : holds.free(session, entry.backupId(), null).replaceWithVoid());
  }

  private static Proof proofOf(VerificationMark mark) {
    ProofStatus status =
        switch (mark.outcome()) {
          case PASSED -> ProofStatus.VERIFIED;
          case FAILED -> ProofStatus.QUARANTINED;
          case INCONCLUSIVE -> ProofStatus.INCONCLUSIVE;
        };
    return Proof.of(status, mark.level().map(Level::valueOf).orElse(null), mark.at());
  }

  private int removeOthers(String name, List<BackupId> ids, Instant before) {
    Set<String> there = new HashSet<>();
    ids.forEach(id -> there.add(id.toString()));
    List<String> known =
        transactions.await(session -> catalog.completedBefore(session, name, before));
    int removed = 0;
    for (String backupId : known) {
      if (!there.contains(backupId)
          && transactions.await(session -> catalog.remove(session, backupId))) {
        LOG.warnf("event=catalog.removed backup=%s reason=\"no manifest\"", backupId);
        removed++;
      }
    }
    return removed;
  }

  private static HttpProblem incomplete(Summary read, List<Unread> unread) {
    return HttpProblem.builder()
        .withStatus(Status.SERVICE_UNAVAILABLE)
        .withTitle("Not every repository can be read")
        .withDetail(unread.stream().map(Unread::text).collect(Collectors.joining(" ")))
        .with("unread", unread)
        .with("found", read.found)
        .with("added", read.added)
        .with("removed", read.removed)
        .with("unreadable", read.unreadable)
        .build();
  }
}
