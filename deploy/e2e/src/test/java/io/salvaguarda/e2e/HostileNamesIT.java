package io.salvaguarda.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.salvaguarda.local.PostgresServer;
import io.salvaguarda.local.ReceivedMail;
import io.salvaguarda.local.stack.SuiteService;
import io.salvaguarda.postgres.Identifiers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Names of databases, roles, schemas and tables stay names on the whole way. */
@ExtendWith(SharedSuite.class)
class HostileNamesIT {

  private static final String ELSEWHERE = "elsewhere";

  private final Suite suite;

  HostileNamesIT(Suite suite) {
    this.suite = suite;
  }

  @ParameterizedTest
  @EnumSource(HostileName.class)
  void aSourceWhateverItsNamesIsBackedUpProvenAndRestored(HostileName name) {
    String backupId = suite.verifiedBackup(name.sourceId());
    await().atMost(Suite.PATIENCE).until(() -> isVerified(name, backupId));

    String job =
        suite.ask(
            SuiteService.RESTORE,
            "/restores",
            "{\"source\":\"%s\",\"backupId\":\"%s\"}".formatted(name.sourceId(), backupId));
    String target = suite.succeeded(SuiteService.RESTORE, job, "targetDatabase");

    PostgresServer server = suite.stack().sourceServer();
    for (String table : HostileName.TABLES) {
      String query = "select count(*) from " + HostileName.qualified(name.database(), table);
      assertThat(Sql.number(server, target, query)).as(table).isEqualTo(HostileName.ROWS);
    }
    await().atMost(Suite.PATIENCE).until(() -> suite.events().count("restore.completed", job) == 1);
    assertThat(Events.text(suite.events().of("restore.completed", job).getFirst()))
        .contains(json(target));
    server.execute("postgres", "drop database " + Identifiers.quoted(target));
  }

  @Test
  void mailEventsAndWebhooksShowSuchANameAndItDoesNothing() {
    HostileName name = HostileName.MARKUP;
    PostgresServer server = suite.stack().sourceServer();
    rename(server, name.database(), ELSEWHERE);
    String job;
    try {
      job = suite.askForBackup(name.sourceId());
      assertThat(suite.ended(SuiteService.BACKUP, job).at("/failure/errorClass").asText())
          .isEqualTo("DATABASE_MISSING");
    } finally {
      rename(server, ELSEWHERE, name.database());
    }

    await().atMost(Suite.PATIENCE).until(() -> !mails(name).isEmpty());
    ReceivedMail mail = mails(name).getFirst();
    assertThat(mail.subject()).contains(name.sourceId()).doesNotContain("\n");
    assertThat(mail.headers()).doesNotContainKey("X-Evil");
    assertThat(mail.html().orElseThrow())
        .contains("&lt;img src=x onerror=alert(1)&gt;")
        .doesNotContain("<img src=x");
    assertThat(mail.text().orElseThrow())
        .contains("<img src=x onerror=alert(1)>")
        .doesNotContain("\nX-Evil")
        .doesNotContain("p' \"w");
    await().atMost(Suite.PATIENCE).until(() -> suite.events().count("backup.failed", job) == 1);
    assertThat(Events.text(suite.events().of("backup.failed", job).getFirst()))
        .contains("<img src=x onerror=alert(1)>")
        .doesNotContain("\n");
    await().atMost(Suite.PATIENCE).until(() -> isToldByWebhook(job));
  }

  private static void rename(PostgresServer server, String from, String to) {
    server.execute(
        "postgres",
        "alter database " + Identifiers.quoted(from) + " rename to " + Identifiers.quoted(to));
  }

  private boolean isVerified(HostileName name, String backupId) {
    return suite
        .get(SuiteService.RESTORE, "/recovery-points/latest?source=" + name.sourceId())
        .get("backupId")
        .asText()
        .equals(backupId);
  }

  private List<ReceivedMail> mails(HostileName name) {
    return suite.stack().mail().received().stream()
        .filter(mail -> mail.subject().contains(name.sourceId()))
        .toList();
  }

  private boolean isToldByWebhook(String job) {
    return suite.stack().webhooks().received().stream()
        .anyMatch(
            hook ->
                hook.body().contains(job) && hook.body().contains("<img src=x onerror=alert(1)>"));
  }

  private static String json(String text) {
    return new ObjectMapper().valueToTree(text).toString();
  }
}
