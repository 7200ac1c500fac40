package io.salvaguarda.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.salvaguarda.local.stack.SuiteService;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Kafka is away while work goes on. */
@ExtendWith(SharedSuite.class)
class KafkaOutageIT {

  private static final int BACKUPS = 4;

  private final Suite suite;

  KafkaOutageIT(Suite suite) {
    this.suite = suite;
  }

  @Test
  void backupsGoOnWithoutKafkaAndAreToldOnceInTheirOrderAndProvenOnceAfterwards() {
    List<String> jobs = new ArrayList<>();
    List<String> backups = new ArrayList<>();
    suite.stack().kafka().process().kill9();
    try {
      for (int i = 0; i < BACKUPS; i++) {
        String job = suite.askForBackup(Sources.MANY);
        jobs.add(job);
        backups.add(suite.succeeded(SuiteService.BACKUP, job, "backupId"));
      }
      assertThat(Sql.catalog(suite, "select count(*) from backup.outbox")).isEqualTo(2 * BACKUPS);
      await().atMost(Suite.PATIENCE).until(() -> outboxAge() > 1);
    } finally {
      suite.stack().kafka().process().start();
    }

    backups.forEach(suite::awaitVerified);
    assertThat(firstMentions("backup.started", jobs)).containsExactlyElementsOf(jobs);
    assertThat(firstMentions("backup.completed", jobs)).containsExactlyElementsOf(jobs);
    for (String job : jobs) {
      assertThat(suite.events().count("backup.started", job)).isEqualTo(1);
      assertThat(suite.events().count("backup.completed", job)).isEqualTo(1);
    }
    await()
        .atMost(Suite.PATIENCE)
        .until(() -> Sql.catalog(suite, "select count(*) from backup.outbox") == 0);
    await().atMost(Suite.PATIENCE).until(() -> outboxAge() == 0);
  }

  @Test
  void anEventThatIsSentAgainHasNoSecondEffect() {
    String first = suite.verifiedBackup(Sources.MANY);
    suite.events().sendAgain(suite.events().of("backup.completed", first).getFirst());

    String behindIt = suite.verifiedBackup(Sources.MANY);

    assertThat(suite.events().of("backup.completed", first).size()).isGreaterThan(1);
    assertThat(suite.events().count("verification.started", first)).isEqualTo(1);
    assertThat(suite.events().count("verification.started", behindIt)).isEqualTo(1);
    for (String backupId : List.of(first, behindIt)) {
      await().atMost(Suite.PATIENCE).until(() -> recoveryPoints(backupId) == 1);
    }
  }

  /** In the order in which Kafka holds them, each only once. */
  private List<String> firstMentions(String type, List<String> jobs) {
    Set<String> wanted = new TreeSet<>(jobs);
    List<String> found = new ArrayList<>();
    suite
        .events()
        .of(type, Sources.MANY)
        .forEach(
            kafka ->
                wanted.stream()
                    .filter(Events.text(kafka)::contains)
                    .findFirst()
                    .filter(wanted::remove)
                    .ifPresent(found::add));
    return found;
  }

  private long recoveryPoints(String backupId) {
    return suite
        .get(SuiteService.RESTORE, "/recovery-points?source=" + Sources.MANY)
        .findValuesAsText("backupId")
        .stream()
        .filter(backupId::equals)
        .count();
  }

  private double outboxAge() {
    return suite
        .answer(SuiteService.BACKUP, "GET", "/q/metrics", null)
        .body()
        .lines()
        .filter(line -> line.startsWith("salvaguarda_outbox_age_seconds"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElseThrow();
  }
}
