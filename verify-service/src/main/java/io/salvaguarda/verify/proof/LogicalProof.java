package io.salvaguarda.verify.proof;

import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Level;
import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.facts.Facts;
import io.salvaguarda.postgres.tools.DiskSpace;
import io.salvaguarda.postgres.tools.ToolContext;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.Manifest;
import java.io.IOException;
import java.util.List;

/** A database's dump: read back, understood, restored, compared. */
final class LogicalProof {

  /** The spool, and a database with its indexes and its WAL. */
  private static final int SPACE_PER_DUMP = 3;

  private final Assignment assignment;
  private final Manifest manifest;
  private final BackupRepository repository;
  private final Supervision supervision;
  private final List<String> archives;

  LogicalProof(Assignment assignment, Manifest manifest) {
    this.assignment = assignment;
    this.manifest = manifest;
    this.repository = assignment.repository();
    this.supervision = assignment.supervision();
    this.archives = Streams.archives(manifest);
  }

  Verdict run() throws IOException {
    Streams.missing(archives)
        .ifPresent(
            archive -> {
              throw noDump(archive);
            });
    if (!assignment.rules().reaches(Level.RESTORED)) {
      return proveInPlace();
    }
    long dumpBytes = Streams.dumpBytes(manifest);
    Facts facts = facts();
    ToolContext context = tools(facts);
    // seen before anything is fetched; the sandbox looks again when it is made
    DiskSpace.require(assignment.place().scratch(), SPACE_PER_DUMP * dumpBytes).orThrow();
    try (Spool spool = Spool.in(assignment.place().scratch(), archives)) {
      new IntegrityProof(repository, manifest, supervision).run(spool);
      assignment.reached(Level.INTEGRITY);
      new StructureProof(context, supervision).run(archives, spool::open);
      assignment.reached(Level.STRUCTURE);
      return proveInSandbox(facts, context, spool, dumpBytes);
    }
  }

  /** Levels that need no room: nothing is kept. */
  private Verdict proveInPlace() throws IOException {
    new IntegrityProof(repository, manifest, supervision).run();
    if (!assignment.reached(Level.INTEGRITY)) {
      new StructureProof(tools(facts()), supervision)
          .run(archives, name -> repository.open(manifest, name));
      assignment.reached(Level.STRUCTURE);
    }
    return assignment.passed();
  }

  private Verdict proveInSandbox(Facts facts, ToolContext context, Spool spool, long dumpBytes)
      throws IOException {
    supervision.at(Level.RESTORED, Phase.SANDBOX, 0, 0);
    try (Sandbox sandbox = Sandbox.start(context, dumpBytes, supervision)) {
      supervision.throwIfStopped();
      assignment.noteIsolation(sandbox.cutOffFromNetwork());
      RestoreProof restore = new RestoreProof(sandbox, facts, supervision);
      ConnectionSpec copy = restore.run(spool, dumpBytes);
      assignment.noteAll(restore.notes());
      assignment.reached(Level.RESTORED);
      if (!assignment.rules().reaches(Level.CONTENT)) {
        return assignment.passed();
      }
      ContentProof content = new ContentProof(copy, assignment.rules(), supervision);
      content.run(facts);
      assignment.noteAll(content.notes());
      assignment.reached(Level.CONTENT);
      return assignment.passed(facts.tables().size(), facts.totalRows());
    }
  }

  private BadBackup noDump(String archive) {
    return new BadBackup(
        ErrorClass.BACKUP_DAMAGED,
        "The backup " + manifest.id() + " holds no " + archive + ".",
        List.of(Findings.streamMissing(archive)),
        List.of());
  }

  private Facts facts() {
    try {
      return Facts.fromJson(manifest.facts().facts());
    } catch (IllegalArgumentException e) {
      throw Assignment.unreadableFacts(e.getMessage());
    }
  }

  private ToolContext tools(Facts facts) {
    return assignment.tools(major(facts.serverVersion()));
  }

  /** Of {@code 15.18 (Debian 15.18-0+deb12u1)}: 15. */
  private static int major(String serverVersion) {
    String digits = serverVersion.replaceFirst("^(\\d+).*$", "$1");
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw Assignment.unreadableFacts("no server version: " + serverVersion);
    }
  }
}
