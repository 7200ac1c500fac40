package io.salvaguarda.verify.proof;

import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Level;
import io.salvaguarda.postgres.tools.PgTools;
import io.salvaguarda.postgres.tools.ToolContext;
import io.salvaguarda.repository.BackupRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one proof of one backup works with, and how far it has come. Belongs to one thread. */
final class Assignment {

  private final BackupRepository repository;
  private final BackupProof.ProofPlace place;
  private final ProofRules rules;
  private final Supervision supervision;
  private final List<String> notes = new ArrayList<>();
  private Level reached;

  Assignment(
      BackupRepository repository,
      BackupProof.ProofPlace place,
      ProofRules rules,
      Supervision supervision) {
    this.repository = repository;
    this.place = place;
    this.rules = rules;
    this.supervision = supervision;
  }

  BackupRepository repository() {
    return repository;
  }

  BackupProof.ProofPlace place() {
    return place;
  }

  ProofRules rules() {
    return rules;
  }

  Supervision supervision() {
    return supervision;
  }

  Optional<Level> reached() {
    return Optional.ofNullable(reached);
  }

  /** Returns whether that was all that is to be proven. */
  boolean reached(Level level) {
    reached = level;
    return !rules.reachesBeyond(level);
  }

  /** What differs without being wrong; for people. */
  void note(String note) {
    notes.add(note);
  }

  void noteAll(List<String> more) {
    notes.addAll(more);
  }

  /** What runs in a sandbox that is not cut off can reach this machine's network. */
  void noteIsolation(boolean cutOff) {
    if (!cutOff) {
      note("this machine's kernel allows no namespaces: the sandbox was not cut off");
    }
  }

  Verdict.Passed passed(long tablesCompared, long rowsCompared) {
    return new Verdict.Passed(reached, tablesCompared, rowsCompared, notes);
  }

  Verdict.Passed passed() {
    return passed(0, 0);
  }

  /** The programs of the backup's own major version. */
  ToolContext tools(int serverMajor) {
    return ToolContext.of(PgTools.forServerMajor(serverMajor).orThrow())
        .withScratch(place.scratch())
        .withLog(place.log());
  }

  static OurTrouble unreadableFacts(String why) {
    return OurTrouble.staying(
        ErrorClass.CONFIGURATION,
        "the facts in the backup's manifest cannot be read: " + why,
        "Use a release at least as new as the one that made the backup.");
  }
}
