package io.salvaguarda.verify.proof;

import io.salvaguarda.access.ClusterSize;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Finding;
import io.salvaguarda.events.Level;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.cluster.SandboxLimits;
import io.salvaguarda.postgres.physical.Archives;
import io.salvaguarda.postgres.physical.ClusterFacts;
import io.salvaguarda.postgres.physical.CombinedDirectory;
import io.salvaguarda.postgres.physical.Damage;
import io.salvaguarda.postgres.physical.DataDirectory;
import io.salvaguarda.postgres.physical.Recovery;
import io.salvaguarda.postgres.physical.RecoverySettings;
import io.salvaguarda.postgres.physical.ServerRules;
import io.salvaguarda.postgres.physical.TablespaceMapping;
import io.salvaguarda.postgres.physical.VerifyBackup;
import io.salvaguarda.postgres.tools.DiskSpace;
import io.salvaguarda.postgres.tools.JobFolder;
import io.salvaguarda.postgres.tools.Sandboxing;
import io.salvaguarda.postgres.tools.ToolContext;
import io.salvaguarda.postgres.tools.ToolUser;
import io.salvaguarda.repository.Manifest;
import io.salvaguarda.repository.Manifest.BackedUpStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A whole cluster's copy: read back into a data directory, checked file by file, recovered, looked
 * at. Reading and extracting are one pass, so a directory is made for every level beyond the first.
 */
final class PhysicalProof {

  /** Besides the files themselves: what recovery and the checks write. */
  private static final long OWN_BYTES = 512L << 20;

  /** The attempt's own limit comes first. */
  private static final Duration LONGEST_RECOVERY = Duration.ofDays(7);

  private final Assignment assignment;
  private final Manifest manifest;
  private final Supervision supervision;
  private final long plainBytes;

  PhysicalProof(Assignment assignment, Manifest manifest) {
    this.assignment = assignment;
    this.manifest = manifest;
    this.supervision = assignment.supervision();
    this.plainBytes = manifest.plainBytes();
  }

  Verdict run() throws IOException {
    ClusterFacts facts = facts();
    if (!assignment.rules().reaches(Level.STRUCTURE)) {
      integrity().run();
      assignment.reached(Level.INTEGRITY);
      return assignment.passed();
    }
    ToolContext context = assignment.tools(facts.serverMajor()).sandboxed();
    long room = ClusterSize.neededBytes(manifest) + plainBytes / 10 + OWN_BYTES;
    DiskSpace.require(context.scratch(), room).orThrow();
    try (JobFolder folder =
        JobFolder.create(context.scratch(), "physical", ToolUser.forSandbox())) {
      DataDirectory data = extract(context, folder);
      assignment.reached(Level.INTEGRITY);
      files(context, data);
      boolean enough = assignment.reached(Level.STRUCTURE) || assignment.reached(Level.RESTORED);
      if (!enough) {
        prove(context, data, facts);
      }
      return assignment.passed();
    }
  }

  private void prove(ToolContext context, DataDirectory data, ClusterFacts facts) {
    assignment.noteIsolation(Sandboxing.available());
    ServerRules rules = ServerRules.sandbox(SandboxLimits.forBytes(plainBytes), LONGEST_RECOVERY);
    recover(context, data, rules);
    if (!assignment.reached(Level.RECOVERED)) {
      new ClusterProof(assignment, context, data, rules).run(facts, database());
      assignment.reached(Level.CONTENT);
    }
  }

  private IntegrityProof integrity() {
    return new IntegrityProof(assignment.repository(), manifest, supervision);
  }

  private DataDirectory extract(ToolContext context, JobFolder folder) throws IOException {
    IntegrityProof integrity = integrity();
    DataDirectory.Extraction how =
        new DataDirectory.Extraction(
            folder.path().resolve("data"),
            TablespaceMapping.below(folder.path().resolve("tablespaces")),
            folder.user(),
            false,
            integrity::more);
    List<String> names = manifest.streams().stream().map(BackedUpStream::name).toList();
    Archives archives = name -> assignment.repository().open(manifest, name);
    return switch (integrity.during(
        () -> CombinedDirectory.extract(context, how, names, archives, supervision::onStop))) {
      case Outcome.Done<DataDirectory> done -> done.value();
      case Outcome.Failed<DataDirectory> failed ->
          throw judged(failed.failure(), Findings::archiveUnusable);
    };
  }

  private void files(ToolContext context, DataDirectory data) {
    supervision.throwIfStopped();
    supervision.at(Level.STRUCTURE, Phase.FILES, 0, 0);
    List<Damage> damages = VerifyBackup.run(context, data, supervision::onStop).orThrow();
    if (!damages.isEmpty()) {
      throw damaged(damages.stream().map(Findings::fileDamaged).toList());
    }
  }

  private void recover(ToolContext context, DataDirectory data, ServerRules rules) {
    supervision.throwIfStopped();
    supervision.at(Level.RECOVERED, Phase.RECOVERY, 0, 0);
    Recovery recovery = Recovery.of(context, data, RecoverySettings.consistent(), rules);
    supervision.onStop(recovery::cancel);
    switch (recovery.run()) {
      case Recovery.Result.Reached reached -> assignment.noteAll(reached.notes());
      case Recovery.Result.TargetNotReached missed ->
          throw damaged(List.of(Findings.notRecovered(missed.failure())));
      case Recovery.Result.Failed failed -> {
        supervision.throwIfStopped();
        throw judged(failed.failure(), Findings::notRecovered);
      }
    }
  }

  private static RuntimeException judged(
      PostgresFailure failure, Function<PostgresFailure, Finding> finding) {
    return failure.error() == PostgresError.BACKUP_DAMAGED
        ? new BadBackup(
            ErrorClass.BACKUP_DAMAGED,
            failure.message(),
            List.of(finding.apply(failure)),
            failure.logTail())
        : new PostgresException(failure);
  }

  static BadBackup damaged(List<Finding> findings) {
    Finding first = findings.getFirst();
    String message =
        "%d things are wrong with the cluster, the first is %s: %s"
            .formatted(findings.size(), first.object(), first.message());
    return new BadBackup(ErrorClass.BACKUP_DAMAGED, message, findings, List.of());
  }

  /** The source's own database among those of its cluster; empty when nobody noted it. */
  private Optional<String> database() {
    return Optional.of(manifest.facts().server().path("database").asText())
        .filter(name -> !name.isEmpty());
  }

  private ClusterFacts facts() {
    try {
      return ClusterFacts.fromJson(manifest.facts().facts());
    } catch (IllegalArgumentException e) {
      throw Assignment.unreadableFacts(e.getMessage());
    }
  }
}
