package io.salvaguarda.verify.proof;

import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Level;
import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.facts.Difference;
import io.salvaguarda.postgres.facts.Facts;
import io.salvaguarda.postgres.facts.FactsCollector;
import io.salvaguarda.postgres.facts.FactsComparison;
import java.util.ArrayList;
import java.util.List;

/**
 * Level 5: the restored database holds exactly what the source held, answers the plan's questions,
 * and its indexes are sound.
 */
final class ContentProof {

  private final ConnectionSpec copy;
  private final ProofRules rules;
  private final Supervision supervision;
  private final List<String> notes = new ArrayList<>();

  ContentProof(ConnectionSpec copy, ProofRules rules, Supervision supervision) {
    this.copy = copy;
    this.rules = rules;
    this.supervision = supervision;
  }

  /** What differs without being wrong; for people. */
  List<String> notes() {
    return notes;
  }

  void run(Facts expected) {
    compare(expected);
    supervision.at(Level.CONTENT, Phase.ASSERTIONS, 0, 0);
    new AssertionProof(copy, rules, supervision).run();
    supervision.at(Level.CONTENT, Phase.INDEXES, 0, 0);
    notes.addAll(new RelationProof(copy, "").run());
  }

  private void compare(Facts expected) {
    supervision.at(Level.CONTENT, Phase.FACTS, 0, 0);
    boolean checksums = rules.checksums() && expected.checksumMethod() != null;
    if (rules.checksums() && !checksums) {
      notes.add("the plan asks for checksums, which this backup was made without");
    }
    FactsCollector collector = FactsCollector.ofCopy(copy, Side.SANDBOX, checksums);
    supervision.onStop(collector::cancel);
    List<Difference> differences = FactsComparison.compare(expected, collector.collect().orThrow());
    List<Difference> decisive = differences.stream().filter(d -> d.code().decisive()).toList();
    if (!decisive.isEmpty()) {
      throw differs(decisive);
    }
    differences.forEach(d -> notes.add(Findings.difference(d).message()));
  }

  private static BadBackup differs(List<Difference> decisive) {
    Difference first = decisive.getFirst();
    String message =
        "The restored database differs from its source in %d places, the first is %s: expected %s, restored %s."
            .formatted(decisive.size(), first.object(), first.expected(), first.actual());
    return new BadBackup(
        ErrorClass.CONTENT_DIFFERS,
        message,
        decisive.stream().map(Findings::difference).toList(),
        List.of());
  }
}
