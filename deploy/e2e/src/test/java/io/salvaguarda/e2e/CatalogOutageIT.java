package io.salvaguarda.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.salvaguarda.local.stack.ServiceInstance;
import io.salvaguarda.local.stack.SuiteService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The services' own database goes away under running work. */
@ExtendWith(SharedSuite.class)
class CatalogOutageIT {

  /** As the local stack sets it. */
  private static final Duration LEASE = Duration.ofSeconds(6);

  private final Suite suite;

  CatalogOutageIT(Suite suite) {
    this.suite = suite;
  }

  @Test
  void anOutageLongerThanTheLeaseStopsTheWorkBeforeTheLeaseEndsAndItIsDoneOnceAfterwards() {
    long before = suite.manifests(Sources.GATED);
    String job;
    try (Gate gate = Gate.shut(suite)) {
      assertThat(gate).isNotNull();
      job = suite.askForBackup(Sources.GATED);
      awaitDumps(1);

      suite.stack().catalogServer().stop();
      try {
        // no heartbeat came later than this: the lease ends at most its length from here
        long gone = System.nanoTime();
        awaitDumps(0);
        assertThat(Duration.ofNanos(System.nanoTime() - gone)).isLessThan(LEASE);
        for (ServiceInstance service : services()) {
          await().atMost(Suite.PATIENCE).until(() -> health(service, "ready") == 503);
          assertThat(health(service, "live")).isEqualTo(200);
        }
        HttpResponse<String> refused =
            suite.answer(SuiteService.BACKUP, "POST", "/backups", "{\"source\":\"testdb\"}");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).doesNotContain("Exception").doesNotContain("postgresql://");
      } finally {
        suite.stack().catalogServer().restart();
      }
    }

    for (ServiceInstance service : services()) {
      await().atMost(Suite.PATIENCE).until(() -> health(service, "ready") == 200);
    }
    JsonNode ended = suite.ended(SuiteService.BACKUP, job);
    assertThat(ended.get("state").asText()).as(ended.toPrettyString()).isEqualTo("SUCCEEDED");
    assertThat(ended.get("attempt").asInt()).isGreaterThan(1);
    assertThat(suite.manifests(Sources.GATED)).isEqualTo(before + 1);
    suite.awaitVerified(ended.at("/result/backupId").asText());
    assertThat(suite.events().count("backup.completed", job)).isEqualTo(1);
    assertThat(suite.events().count("backup.failed", job)).isZero();
  }

  @Test
  void anOutageShorterThanTheLeaseIsSurvivedByTheWork() {
    long before = suite.manifests(Sources.GATED);
    String job;
    try (Gate gate = Gate.shut(suite)) {
      assertThat(gate).isNotNull();
      job = suite.askForBackup(Sources.GATED);
      List<Long> dump = awaitDumps(1);
      long missed = missedHeartbeats(job);

      suite.stack().catalogServer().stop();
      try {
        await()
            .pollInterval(Duration.ofMillis(50))
            .atMost(LEASE)
            .until(() -> missedHeartbeats(job) > missed);
      } finally {
        suite.stack().catalogServer().restart();
      }

      await().atMost(Suite.PATIENCE).until(() -> hasBeatenSince(job));
      assertThat(Tools.dumpsOf(suite, Sources.GATED)).isEqualTo(dump);
    }

    JsonNode ended = suite.ended(SuiteService.BACKUP, job);
    assertThat(ended.get("state").asText()).as(ended.toPrettyString()).isEqualTo("SUCCEEDED");
    assertThat(ended.get("attempt").asInt()).isEqualTo(1);
    assertThat(suite.manifests(Sources.GATED)).isEqualTo(before + 1);
    suite.awaitVerified(ended.at("/result/backupId").asText());
    assertThat(suite.events().count("backup.completed", job)).isEqualTo(1);
  }

  private List<Long> awaitDumps(int count) {
    return await()
        .pollInterval(Duration.ofMillis(50))
        .atMost(Suite.PATIENCE)
        .until(() -> Tools.dumpsOf(suite, Sources.GATED), found -> found.size() == count);
  }

  private List<ServiceInstance> services() {
    return List.of(SuiteService.values()).stream().map(suite.stack()::service).toList();
  }

  private int health(ServiceInstance service, String which) {
    return suite.answer(service.service(), "GET", "/q/health/" + which, null).statusCode();
  }

  private long missedHeartbeats(String job) {
    try (var lines = Files.lines(suite.stack().service(SuiteService.BACKUP).process().log())) {
      return lines.filter(line -> line.contains("event=job.heartbeat_missed job=" + job)).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A lease that was renewed after the database came back reaches further than one before. */
  private boolean hasBeatenSince(String job) {
    return Sql.catalog(
            suite,
            """
            select count(*) from backup.job
            where id = '%s' and state = 'RUNNING'
              and lease_until > pg_postmaster_start_time() + interval '6 seconds'
            """
                .formatted(job))
        == 1;
  }
}
