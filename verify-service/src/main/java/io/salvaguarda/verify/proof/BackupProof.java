package io.salvaguarda.verify.proof;

import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Proves one backup, level after level, up to the one that is asked for. To be run once, by one
 * thread that may block.
 */
public final class BackupProof {

  private final Assignment assignment;
  private final Verdicts verdicts;
  private final Supervision supervision;

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
    this.assignment = new Assignment(repository, place, rules, supervision);
    this.verdicts = new Verdicts(repositoryName);
    this.supervision = supervision;
  }

  /** What {@link Supervision#throwIfStopped()} throws passes through. */
  public Verdict run(BackupId id) {
    try {
      return prove(assignment.repository().manifest(id));
    } catch (BadBackup bad) {
      return new Verdict.Failed(assignment.reached(), bad.findings(), bad.failure());
    } catch (OurTrouble trouble) {
      supervision.throwIfStopped();
      return new Verdict.Inconclusive(assignment.reached(), trouble.failure());
    } catch (PostgresException e) {
      supervision.throwIfStopped();
      return verdicts.of(e.failure(), assignment.reached());
    } catch (IOException e) {
      supervision.throwIfStopped();
      return verdicts.of(e, assignment.reached());
    }
  }

  private Verdict prove(Manifest manifest) throws IOException {
    return switch (manifest.id().kind()) {
      case LOGICAL -> new LogicalProof(assignment, manifest).run();
      case PHYSICAL -> new PhysicalProof(assignment, manifest).run();
      case BUCKET ->
          throw OurTrouble.staying(
              ErrorClass.CONFIGURATION,
              "this release cannot prove a bucket's backup",
              "Use a release that can.");
    };
  }
}
