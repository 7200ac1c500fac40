package io.salvaguarda.restore.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.salvaguarda.restore.testing.Backups;
import io.salvaguarda.restore.testing.Databases;
import io.salvaguarda.restore.testing.RestoreStack;
import io.salvaguarda.restore.testing.Restores;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RestoreStack.class)
class HostileNamesTest {

  private static final List<String> NAMES =
      List.of(
          "with space",
          " around ",
          "it's \"quoted\" \\ twice",
          "host=evil dbname=x",
          "postgresql://evil/x",
          "São Paulo 東京 🐘",
          "sixty-three".repeat(6).substring(0, 63),
          "é".repeat(31),
          "two\nlines",
          ";rm -rf /",
          "$(touch /tmp/x)`id`",
          "--help",
          "%20&x=1",
          "../up",
          "SELECT");

  @Test
  void theDatabaseHasExactlyThatName() {
    String backup = Backups.verified("shop", "shop");
    Map<String, String> jobs = new LinkedHashMap<>();
    for (String name : NAMES) {
      jobs.put(
          name,
          Restores.begun(
              Map.of(
                  "source",
                  "shop",
                  "backupId",
                  backup,
                  "targetDatabase",
                  name,
                  "schemas",
                  List.of("sales"))));
    }

    jobs.forEach(
        (name, job) -> {
          assertThat(Restores.succeeded(job).getString("result.targetDatabase")).isEqualTo(name);
          assertThat(Databases.exists(name)).as(name).isTrue();
          assertThat(Databases.count(name, "sales.orders")).as(name).isEqualTo(5000);
        });
  }
}
