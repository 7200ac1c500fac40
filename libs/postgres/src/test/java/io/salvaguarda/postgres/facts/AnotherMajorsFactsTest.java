package io.salvaguarda.postgres.facts;

import io.salvaguarda.postgres.Majors;
import io.salvaguarda.postgres.SourceCluster;
import org.junit.jupiter.api.BeforeAll;

/** Dumps, restores and facts of another major version than this machine's. */
class AnotherMajorsFactsTest extends FactsRoundTripTest {

  AnotherMajorsFactsTest(SourceCluster.Another server) {
    super(server);
  }

  @BeforeAll
  static void anotherOneIsHere() {
    Majors.ANOTHER.tools();
  }
}
