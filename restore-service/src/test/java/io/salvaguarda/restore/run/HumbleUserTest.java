package io.salvaguarda.restore.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.salvaguarda.restore.testing.Backups;
import io.salvaguarda.restore.testing.Databases;
import io.salvaguarda.restore.testing.RestoreStack;
import io.salvaguarda.restore.testing.Restores;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who restores need not be a superuser: CREATEDB and membership of the owner role are enough. */
@QuarkusTest
@QuarkusTestResource(RestoreStack.class)
class HumbleUserTest {

  @Test
  void aMemberOfTheOwnerRoleWhoMayMakeDatabasesCanRestoreAndSwap() {
    Backups.verified("owned", "owned");

    JsonPath aside = Restores.restored(Map.of("source", "owned", "targetDatabase", "owned aside"));

    assertThat(aside.getList("result.notes")).isEmpty();
    assertThat(Databases.owner("owned aside")).isEqualTo("shopkeeper");
    assertThat(Databases.count("owned aside", "dear")).isEqualTo(50);
    assertThat(
            Databases.text(
                "owned aside", "select tableowner from pg_tables where tablename = 'goods'"))
        .isEqualTo("shopkeeper");

    RestoreStack.source().execute("owned", "truncate goods");
    JsonPath swapped =
        Restores.restored(Map.of("source", "owned", "swap", Map.of("confirm", "replace owned")));

    assertThat(Databases.count("owned", "goods")).isEqualTo(100);
    assertThat(Databases.owner("owned")).isEqualTo("shopkeeper");
    assertThat(Databases.count(swapped.getString("result.previousDatabase"), "goods")).isZero();
  }
}
