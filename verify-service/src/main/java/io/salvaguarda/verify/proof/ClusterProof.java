package io.salvaguarda.verify.proof;

import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Level;
import io.salvaguarda.postgres.physical.ClusterFacts;
import io.salvaguarda.postgres.physical.DataDirectory;
import io.salvaguarda.postgres.physical.PageChecksums;
import io.salvaguarda.postgres.physical.RecoveredCluster;
import io.salvaguarda.postgres.physical.ServerRules;
import io.salvaguarda.postgres.tools.ToolContext;
import java.util.List;
import java.util.Optional;

/**
 * Level 5 of a whole cluster: its pages are sound, it is the cluster that the backup says with all
 * its databases and tablespaces, its tables and indexes agree, and it answers the plan's questions.
 */
final class ClusterProof {

  private final Assignment assignment;
  private final Supervision supervision;
  private final ToolContext context;
  private final DataDirectory data;
  private final ServerRules rules;

  ClusterProof(Assignment assignment, ToolContext context, DataDirectory data, ServerRules rules) {
    this.assignment = assignment;
    this.supervision = assignment.supervision();
    this.context = context;
    this.data = data;
    this.rules = rules;
  }

  /**
   * @param database where the plan's assertions are asked
   */
  void run(ClusterFacts facts, Optional<String> database) {
    pages();
    supervision.throwIfStopped();
    supervision.at(Level.CONTENT, Phase.SANDBOX, 0, 0);
    try (RecoveredCluster cluster = RecoveredCluster.start(context, data, rules).orThrow()) {
      supervision.onStop(cluster::close);
      supervision.at(Level.CONTENT, Phase.FACTS, 0, 0);
      List<String> databases =
          new ClusterComparison(assignment, cluster.connection("template1")).run(facts);
      assertions(cluster, databases, database);
      databases.forEach(each -> relations(cluster, each));
    }
  }

  private void pages() {
    supervision.throwIfStopped();
    supervision.at(Level.CONTENT, Phase.PAGES, 0, 0);
    switch (PageChecksums.run(context, data, supervision::onStop).orThrow()) {
      case PageChecksums.Result.None none ->
          assignment.note("the cluster has no page checksums (initdb --data-checksums)");
      case PageChecksums.Result.Checked checked -> {
        if (!checked.damages().isEmpty()) {
          throw PhysicalProof.damaged(
              checked.damages().stream().map(Findings::pageDamaged).toList());
        }
      }
    }
  }

  private void assertions(
      RecoveredCluster cluster, List<String> databases, Optional<String> database) {
    ProofRules plan = assignment.rules();
    if (plan.assertions().isEmpty()) {
      return;
    }
    supervision.at(Level.CONTENT, Phase.ASSERTIONS, 0, 0);
    String asked =
        database
            .filter(databases::contains)
            .orElseThrow(
                () ->
                    OurTrouble.staying(
                        ErrorClass.CONFIGURATION,
                        "the plan's assertions cannot be asked: there is no database "
                            + database.orElse("that the backup names")
                            + " in the cluster to connect to",
                        "Check the source's database in salvaguarda.yaml, and back up again."));
    new AssertionProof(cluster.connection(asked), plan, supervision).run();
  }

  private void relations(RecoveredCluster cluster, String database) {
    supervision.throwIfStopped();
    supervision.at(Level.CONTENT, Phase.INDEXES, 0, 0);
    new RelationProof(cluster.connection(database), database + ": ")
        .run()
        .forEach(assignment::note);
  }
}
