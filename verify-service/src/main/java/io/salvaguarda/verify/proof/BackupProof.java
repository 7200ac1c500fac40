package io.salvaguarda.verify.proof;

import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Level;
import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.facts.Facts;
import io.salvaguarda.postgres.tools.DiskSpace;
import io.salvaguarda.postgres.tools.PgTools;
import io.salvaguarda.postgres.tools.ToolContext;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Proves one logical backup, level after level, up to the one that is asked for. To be run once, by
 * one thread that may block.
 */
public final class BackupProof {

  /** The spool, and a database with its indexes and its WAL. */
  private static final int SPACE_PER_DUMP = 3;

  private final BackupRepository repository;
  private final Verdicts verdicts;
  private final ProofPlace place;
  private final ProofRules rules;
  private final Supervision supervision;
  private final List<String> notes = new ArrayList<>();
  private Level reached;

  /**
   * Where a proof works.
   *
   * @param scratch a folder that unprivileged users can pass but not list
   * @param log receives the tools' redacted lines, from other threads
   */
  public record ProofPlace(Path scratch, Consumer<String> log) {}

  /**
   * @param repositoryName its name in the configuration, for messages
   */
  public BackupProof(
      BackupRepository repository,
      String repositoryName,
      ProofPlace place,
      ProofRules rules,
      Supervision supervision) {
    this.repository = repository;
    this.verdicts = new Verdicts(repositoryName);
    this.place = place;
    this.rules = rules;
    this.supervision = supervision;
  }

  /** What {@link Supervision#throwIfStopped()} throws passes through. */
  public Verdict run(BackupId id) {
    try {
      return prove(repository.manifest(id));
    } catch (BadBackup bad) {
      return new Verdict.Failed(reached(), bad.findings(), bad.failure());
    } catch (OurTrouble trouble) {
      supervision.throwIfStopped();
      return new Verdict.Inconclusive(reached(), trouble.failure());
    } catch (PostgresException e) {
      supervision.throwIfStopped();
      return verdicts.of(e.failure(), reached());
    } catch (IOException e) {
      supervision.throwIfStopped();
      return verdicts.of(e, reached());
    }
  }

  private Optional<Level> reached() {
    return Optional.ofNullable(reached);
  }

  private Verdict prove(Manifest manifest) throws IOException {
    List<String> archives = Streams.archives(manifest);
    Streams.missing(archives)
        .ifPresent(
            archive -> {
              throw noDump(manifest, archive);
            });
    long dumpBytes = Streams.dumpBytes(manifest);
    if (!rules.reaches(Level.RESTORED)) {
      return proveInPlace(manifest, archives);
    }
    Facts facts = facts(manifest);
    ToolContext context = tools(facts);
    requireSpace(dumpBytes);
    try (Spool spool = Spool.in(place.scratch(), archives)) {
      new IntegrityProof(repository, manifest, supervision).run(spool);
      reached = Level.INTEGRITY;
      new StructureProof(context, supervision).run(archives, spool::open);
      reached = Level.STRUCTURE;
      return proveInSandbox(facts, context, spool, dumpBytes);
    }
  }

  /** Levels that need no room: nothing is kept. */
  private Verdict proveInPlace(Manifest manifest, List<String> archives) throws IOException {
    new IntegrityProof(repository, manifest, supervision).run();
    reached = Level.INTEGRITY;
    if (rules.reaches(Level.STRUCTURE)) {
      ToolContext context = tools(facts(manifest));
      new StructureProof(context, supervision)
          .run(archives, name -> repository.open(manifest, name));
      reached = Level.STRUCTURE;
    }
    return new Verdict.Passed(reached, 0, 0, notes);
  }

  private Verdict proveInSandbox(Facts facts, ToolContext context, Spool spool, long dumpBytes)
      throws IOException {
    supervision.at(Level.RESTORED, Phase.SANDBOX, 0, 0);
    try (Sandbox sandbox = Sandbox.start(context, dumpBytes, supervision)) {
      supervision.throwIfStopped();
      if (!sandbox.cutOffFromNetwork()) {
        notes.add("this machine's kernel allows no namespaces: the sandbox was not cut off");
      }
      RestoreProof restore = new RestoreProof(sandbox, facts, supervision);
      ConnectionSpec copy = restore.run(spool, dumpBytes);
      notes.addAll(restore.notes());
      reached = Level.RESTORED;
      if (!rules.reaches(Level.CONTENT)) {
        return new Verdict.Passed(reached, 0, 0, notes);
      }
      ContentProof content = new ContentProof(copy, rules, supervision);
      content.run(facts);
      notes.addAll(content.notes());
      reached = Level.CONTENT;
      return new Verdict.Passed(reached, facts.tables().size(), facts.totalRows(), notes);
    }
  }

  private static BadBackup noDump(Manifest manifest, String archive) {
    return new BadBackup(
        ErrorClass.BACKUP_DAMAGED,
        "The backup " + manifest.id() + " holds no " + archive + ".",
        List.of(Findings.streamMissing(archive)),
        List.of());
  }

  private static Facts facts(Manifest manifest) {
    try {
      return Facts.fromJson(manifest.facts().facts());
    } catch (IllegalArgumentException e) {
      throw unreadableFacts(e.getMessage());
    }
  }

  private static OurTrouble unreadableFacts(String why) {
    return OurTrouble.staying(
        ErrorClass.CONFIGURATION,
        "the facts in the backup's manifest cannot be read: " + why,
        "Use a release at least as new as the one that made the backup.");
  }

  private ToolContext tools(Facts facts) {
    PgTools tools = PgTools.forServerMajor(major(facts.serverVersion())).orThrow();
    return ToolContext.of(tools).withScratch(place.scratch()).withLog(place.log());
  }

  /** Of {@code 15.18 (Debian 15.18-0+deb12u1)}: 15. */
  private static int major(String serverVersion) {
    String digits = serverVersion.replaceFirst("^(\\d+).*$", "$1");
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw unreadableFacts("no server version: " + serverVersion);
    }
  }

  /** Seen before anything is fetched; the sandbox looks again when it is made. */
  private void requireSpace(long dumpBytes) {
    DiskSpace.require(place.scratch(), SPACE_PER_DUMP * dumpBytes).orThrow();
  }
}
