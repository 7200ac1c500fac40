package io.salvaguarda.verify.proof;

import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Finding;
import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.physical.AmCheck;
import java.util.List;

/** PostgreSQL's own check (amcheck) of every table and B-tree index of a database. */
final class RelationProof {

  private final ConnectionSpec copy;
  private final String prefix;

  /**
   * @param prefix of a relation's name; tells databases apart where there are several
   */
  RelationProof(ConnectionSpec copy, String prefix) {
    this.copy = copy;
    this.prefix = prefix;
  }

  /** Returns notes on what could not be checked. */
  List<String> run() {
    AmCheck.Report report = AmCheck.run(copy, false).orThrow();
    List<Finding> findings =
        report.damages().stream()
            .map(damage -> Findings.dataDamaged(prefix + damage.object(), damage.said()))
            .toList();
    if (!findings.isEmpty()) {
      throw new BadBackup(
          ErrorClass.BACKUP_DAMAGED,
          findings.getFirst().object() + ": " + findings.getFirst().message(),
          findings,
          List.of());
    }
    return report.notes().stream().map(note -> prefix + note).toList();
  }
}
