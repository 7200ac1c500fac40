package io.salvaguarda.restore.run;

import static io.salvaguarda.restore.testing.Restores.ask;
import static io.salvaguarda.restore.testing.Restores.restored;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.repository.VerificationMark.Outcome;
import io.salvaguarda.restore.testing.Backups;
import io.salvaguarda.restore.testing.Databases;
import io.salvaguarda.restore.testing.RestoreStack;
import io.salvaguarda.restore.testing.Restores;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(RestoreStack.class)
class RestoreTest {

  @Test
  void theLatestVerifiedBackupIsRestoredAndNothingThatIsThereIsTouched() {
    String verified = Backups.verified("shop", "shop");
    Backups.take("disk", "shop", "shop", Optional.empty());
    Backups.take("disk", "shop", "shop", Optional.of(Outcome.FAILED));
    Map<String, Object> body = Map.of("source", "shop", "targetDatabase", "latest");

    JsonPath job = restored(body);

    assertThat(job.getString("result.backupId")).isEqualTo(verified);
    assertThat(Databases.count("latest", "sales.orders")).isEqualTo(5000);
    assertThat(Databases.comment("latest")).isEqualTo("sells things");
    JsonPath again = Restores.ended(Restores.begun(body));
    assertThat(again.getString("failure.errorClass")).isEqualTo("TARGET_EXISTS");
    assertThat(Databases.count("latest", "users")).isEqualTo(2000);
  }

  @Test
  void withNoNameItIsNamedForItsTime() {
    String id = Backups.verified("shop", "shop");

    JsonPath job = restored(Map.of("source", "shop", "backupId", id));

    String name = job.getString("result.targetDatabase");
    assertThat(name).matches("shop_restored_\\d{14}");
    assertThat(Databases.count(name, "users")).isEqualTo(2000);
  }

  @Test
  void oneTableComesAlone() {
    String id = Backups.verified("shop", "shop");
    Map<String, Object> body = new HashMap<>();
    body.put("source", "shop");
    body.put("backupId", id);
    body.put("targetDatabase", "one");
    body.put("tables", List.of("public.nobody"));
    ask(ServiceStack.OPERATOR, body).statusCode(400);
    body.put("tables", List.of("public.users"));

    restored(body);

    assertThat(Databases.count("one", "users")).isEqualTo(2000);
    assertThat(Databases.count("one", "pg_tables where schemaname = 'sales'")).isZero();
  }

  @Test
  void aSwapNeedsTheWordsAndAnAdmin() {
    String id = Backups.verified("live", "live shop");
    RestoreStack.source().execute("live shop", "delete from users");
    Map<String, Object> body = new HashMap<>();
    body.put("source", "live");
    body.put("backupId", id);
    body.put("swap", Map.of("confirm", "replace live shop"));
    ask(ServiceStack.OPERATOR, body).statusCode(403);
    body.put("swap", Map.of("confirm", "yes"));
    ask(ServiceStack.ADMIN, body).statusCode(400);
    body.put("swap", Map.of("confirm", "replace live shop"));
    body.put("targetDatabase", "aside");
    ask(ServiceStack.ADMIN, body).statusCode(400);
    body.remove("targetDatabase");

    JsonPath job = restored(body);

    assertThat(Databases.count("live shop", "users")).isEqualTo(2000);
    assertThat(Databases.comment("live shop")).isEqualTo("it's live");
    String previous = job.getString("result.previousDatabase");
    assertThat(Databases.count(previous, "users")).isZero();
    assertThat(Databases.comment(previous)).isEqualTo("it's live");

    // killed just before it was settled, it knows its own swap again
    String swapped = Databases.oid("live shop");
    Restores.unsettle(job.getString("id"));
    JsonPath again = Restores.succeeded(job.getString("id"));
    assertThat(again.getInt("attempt")).isEqualTo(2);
    assertThat(again.getString("result.previousDatabase")).isEqualTo(previous);
    assertThat(Databases.oid("live shop")).isEqualTo(swapped);
  }

  @Test
  void quarantinedAndUnverifiedBackupsAreRefused() {
    String bad = Backups.take("disk", "shop", "shop", Optional.of(Outcome.FAILED));
    String untried = Backups.take("disk", "shop", "shop", Optional.empty());

    ask(ServiceStack.OPERATOR, Map.of("source", "shop", "backupId", bad)).statusCode(409);
    ask(ServiceStack.OPERATOR, Map.of("source", "shop", "backupId", untried)).statusCode(409);
    Map<String, Object> anyway =
        Map.of(
            "source",
            "shop",
            "backupId",
            untried,
            "targetDatabase",
            "untried",
            "allowUnverified",
            true);
    assertThat(restored(anyway).getString("result.backupId")).isEqualTo(untried);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ | 400",
        "[] | 400",
        "{} | 400",
        "{\"source\": \"nobody\"} | 400",
        "{\"source\": 1} | 400",
        "{\"source\": \"shop\", \"colour\": 1} | 400",
        "{\"source\": \"shop\", \"tables\": \"users\"} | 400",
        "{\"source\": \"shop\", \"tables\": [null]} | 400",
        "{\"source\": \"shop\", \"targetDatabase\": \"\"} | 400",
        "{\"source\": \"shop\", \"targetDatabase\": \"a\\u0000b\"} | 400",
        "{\"source\": \"shop\", \"targetDatabase\": \"salvaguarda_restore_x\"} | 400",
        "{\"source\": \"shop\", \"jobs\": 0} | 400",
        "{\"source\": \"shop\", \"jobs\": 65} | 400",
        "{\"source\": \"shop\", \"jobs\": \"many\"} | 400",
        "{\"source\": \"shop\", \"swap\": {}} | 403",
        "{\"source\": \"shop\", \"backupId\": \"../x\"} | 404"
      })
  void badInputIsToldAndNeverAServerError(String body, int status) {
    String type = ask(ServiceStack.OPERATOR, body).statusCode(status).extract().contentType();
    assertThat(type).contains("problem+json");
  }

  @Test
  void aNameOfOneByteTooManyIsRefused() {
    String body =
        "{\"source\": \"shop\", \"targetDatabase\": \"%s\"}".formatted("é".repeat(31) + "xy");
    ask(ServiceStack.OPERATOR, body).statusCode(400);
  }
}
