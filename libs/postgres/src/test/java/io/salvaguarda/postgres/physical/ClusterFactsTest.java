package io.salvaguarda.postgres.physical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.salvaguarda.postgres.physical.ClusterFacts.Database;
import io.salvaguarda.postgres.physical.ClusterFacts.Tablespace;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterFactsTest {
  private static final ClusterFacts FACTS =
      new ClusterFacts(
          ClusterFacts.FORMAT,
          "15.18 (Debian 15.18-0+deb12u1)",
          "7412345678901234567",
          2,
          "0/2000028",
          "1/A0000100",
          16 << 20,
          true,
          List.of(new Tablespace(16400, "fast \"disk\"", "/mnt/fast", 1 << 20)),
          List.of(new Database(5, "postgres", 7_000_000), new Database(16401, "a\nb", 0)),
          List.of("pg_stat_statements"),
          40_000_000);

  @Test
  void whatWasWrittenIsReadAgain() throws Exception {
    JsonNode json = new ObjectMapper().readTree(FACTS.toJson().toString());

    assertThat(ClusterFacts.areIn(json)).isTrue();
    assertThat(ClusterFacts.fromJson(json)).isEqualTo(FACTS);
    assertThat(FACTS.serverMajor()).isEqualTo(15);
    assertThat(json.size()).isEqualTo(12);
  }

  @Test
  void fieldsOfLaterVersionsAreIgnored() {
    ObjectNode later = (ObjectNode) FACTS.toJson();
    later.put("summarizedTo", "0/0");

    assertThat(ClusterFacts.fromJson(later)).isEqualTo(FACTS);
  }

  @Test
  void whatIsNoClustersFactsIsRefused() {
    for (String[] wrong :
        new String[][] {
          {"format", "cluster-2"}, {"systemId", "../x"}, {"startLsn", "0/x"}, {"stopLsn", ""}
        }) {
      ObjectNode json = (ObjectNode) FACTS.toJson();
      json.put(wrong[0], wrong[1]);

      assertThatThrownBy(() -> ClusterFacts.fromJson(json))
          .as(wrong[0])
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(ClusterFacts.areIn(new ObjectMapper().createObjectNode())).isFalse();
  }
}
