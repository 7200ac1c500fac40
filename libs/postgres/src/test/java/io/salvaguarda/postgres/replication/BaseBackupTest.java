package io.salvaguarda.postgres.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.salvaguarda.postgres.Majors;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.tools.JobFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BaseBackupTest {
  private static final BaseBackup.Options FAST =
      new BaseBackup.Options("nightly 'x' ç", true, OptionalInt.empty());
  private static final String WALSENDERS =
      "select count(*) from pg_stat_activity where backend_type = 'walsender'";

  private Primary primary;
  private Path folder;

  /** Another test repeats this one with another version. */
  Majors major() {
    return Majors.OWN;
  }

  @BeforeAll
  void start() throws Exception {
    primary = Primary.start(major(), Map.of());
    folder = Primary.newFolder();
    Path first = primary.serverFolder("first tablespace");
    Path second = primary.serverFolder("second");
    primary.execute(
        "create database empty",
        "create tablespace \"first 'one'\" location '" + first + "'",
        "create tablespace second location '" + second + "'",
        "create table \"it's a \"\"table\"\"\" (n int) tablespace \"first 'one'\"",
        "insert into \"it's a \"\"table\"\"\" select generate_series(1, 10000)",
        "create table bulk as select n, repeat(md5(n::text), 30) t from generate_series(1, 60000)"
            + " n");
  }

  @AfterAll
  void stop() throws Exception {
    primary.close();
    JobFolder.wipe(folder);
  }

  private BaseBackup started() {
    return BaseBackup.start(primary.replicator(), FAST).orThrow();
  }

  @Test
  void whatIsUnpackedIsAcceptedByPgVerifybackup() throws Exception {
    Path target = folder.resolve("verified");
    try (BaseBackup backup = started()) {
      List<String> names = Unpacked.into(target, backup);

      List<String> oids =
          primary
              .query(
                  "select string_agg(oid::text, ',' order by oid) from pg_tablespace"
                      + " where spcname not like 'pg_%'")
              .transform(list -> List.of(list.split(",")));
      assertThat(names)
          .containsExactlyInAnyOrder(
              "tablespace-" + oids.get(0) + ".tar",
              "tablespace-" + oids.get(1) + ".tar",
              "base.tar",
              "backup_manifest")
          .endsWith("base.tar", "backup_manifest")
          .containsExactlyElementsOf(backup.started().archives());
      assertThat(Unpacked.complaint(target)).isEmpty();
      assertThat(target.resolve("backup_label")).content().contains("LABEL: nightly 'x' ç");
    }
  }

  @Test
  void pgVerifybackupWouldSeeAChangedByte() throws Exception {
    Path target = folder.resolve("changed");
    try (BaseBackup backup = started()) {
      Unpacked.into(target, backup);
    }
    Path version = target.resolve("base/1/PG_VERSION");

    Files.writeString(version, "16\n");

    assertThat(Unpacked.complaint(target))
        .hasValueSatisfying(t -> assertThat(t).contains("base/1"));
  }

  @Test
  void aBackupSaysWhereItBeginsAndEnds() throws Exception {
    Lsn before = primary.lsn("pg_current_wal_lsn()");
    try (BaseBackup backup = started()) {
      var begun = backup.started();
      assertThatThrownBy(backup::ended).isInstanceOf(IllegalStateException.class);
      long read = readAll(backup);

      assertThat(begun.startLsn()).isGreaterThanOrEqualTo(before.segmentStart(16 << 20));
      assertThat(backup.ended().stopLsn()).isGreaterThan(begun.startLsn());
      assertThat(backup.ended().timeline()).isEqualTo(1);
      assertThat(begun.timeline()).isEqualTo(1);
      assertThat(begun.serverVersion().major()).isGreaterThanOrEqualTo(13);
      assertThat(begun.walSegmentBytes()).isEqualTo(16 << 20);
      assertThat(begun.tablespaces())
          .extracting(BaseBackup.TablespaceArchive::location)
          .anyMatch(location -> location.endsWith("first tablespace"));
      assertThat(begun.tablespaces())
          .allMatch(t -> t.bytes() >= 0 && t.bytes() < begun.totalBytes());
      assertThat(begun.totalBytes()).isBetween(read / 2, read * 2);
    }
  }

  private static long readAll(BaseBackup backup) throws IOException {
    long count = 0;
    for (var next = backup.next(); next.isPresent(); next = backup.next()) {
      count += next.get().bytes().transferTo(OutputStream.nullOutputStream());
    }
    return count;
  }

  @Test
  void archivesThatNobodyReadsAreSkipped() {
    try (BaseBackup backup = started()) {
      for (String name : backup.started().archives()) {
        assertThat(backup.next().orElseThrow().name()).isEqualTo(name);
      }
      assertThat(backup.next()).isEmpty();
      assertThat(backup.next()).isEmpty();
      assertThat(backup.ended().timeline()).isEqualTo(1);
    }
  }

  @Test
  void theTemporarySlotGoesWithTheBackup() throws Exception {
    String slots =
        "select count(*) from pg_replication_slots where temporary and not active is null";
    try (BaseBackup backup = started()) {
      assertThat(primary.query(slots)).isEqualTo("1");
      readAll(backup);
    }
    await().untilAsserted(() -> assertThat(primary.query(slots)).isEqualTo("0"));
  }

  private static InputStream base(BaseBackup backup) {
    var archive = backup.next().orElseThrow();
    while (!archive.name().equals(BaseBackup.BASE)) {
      archive = backup.next().orElseThrow();
    }
    return archive.bytes();
  }

  /** So slow that it cannot have sent everything into the network's buffers. */
  private BaseBackup slow() {
    return BaseBackup.start(
            primary.replicator(), new BaseBackup.Options("slow", true, OptionalInt.of(4096)))
        .orThrow();
  }

  @Test
  void aBackupWhoseServerProcessIsEndedNeverLooksComplete() throws Exception {
    try (BaseBackup backup = slow()) {
      InputStream base = base(backup);
      base.readNBytes(100_000);

      primary.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where backend_type = 'walsender'");

      assertThatThrownBy(() -> base.transferTo(OutputStream.nullOutputStream()))
          .isInstanceOf(IOException.class)
          .cause()
          .isInstanceOfSatisfying(
              PostgresException.class,
              e -> {
                assertThat(e.failure().error()).isEqualTo(PostgresError.SOURCE_UNREACHABLE);
                assertThat(e.failure().kind()).isEqualTo(PostgresFailure.Kind.RETRYABLE);
              });
      assertThatThrownBy(base::read).isInstanceOf(IOException.class);
      assertThatThrownBy(backup::next).isInstanceOf(PostgresException.class);
      assertThatThrownBy(backup::ended).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aCancelledBackupEndsHereAndOnTheServer() throws Exception {
    try (BaseBackup backup = slow()) {
      InputStream base = base(backup);
      var reader =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return base.transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                  throw (PostgresException) e.getCause();
                }
              });

      backup.cancel();

      assertThatThrownBy(() -> reader.get(30, TimeUnit.SECONDS))
          .cause()
          .isInstanceOfSatisfying(
              PostgresException.class,
              e -> assertThat(e.failure().error()).isEqualTo(PostgresError.CANCELLED));
      await().untilAsserted(() -> assertThat(primary.query(WALSENDERS)).isEqualTo("0"));
    }
  }

  @Test
  void aBackupThatIsClosedHalfWayEndsOnTheServer() throws Exception {
    try (BaseBackup backup = slow()) {
      base(backup).readNBytes(1000);
      assertThat(primary.query(WALSENDERS)).isEqualTo("1");
    }
    await().untilAsserted(() -> assertThat(primary.query(WALSENDERS)).isEqualTo("0"));
  }

  @Test
  void whoeverIsInterruptedWhileTheServerWaitsForACheckpointLeavesNothingRunning()
      throws Exception {
    primary.execute("update bulk set n = n + 1");
    var outcome = new AtomicReference<Object>();
    Thread starting =
        Thread.ofPlatform()
            .start(
                () -> {
                  var spread = new BaseBackup.Options("spread", false, OptionalInt.empty());
                  outcome.set(BaseBackup.start(primary.replicator(), spread));
                });
    await()
        .untilAsserted(
            () ->
                assertThat(primary.query(WALSENDERS + " and wait_event like 'Checkpoint%'"))
                    .isEqualTo("1"));

    starting.interrupt();

    assertThat(starting.join(Duration.ofSeconds(30))).isTrue();
    assertThat(outcome.get()).extracting("failure.error").isEqualTo(PostgresError.CANCELLED);
    await().untilAsserted(() -> assertThat(primary.query(WALSENDERS)).isEqualTo("0"));
  }

  @Test
  void aLabelCannotAddLinesToBackupLabel() {
    assertThatThrownBy(() -> new BaseBackup.Options("a\nSTART TIME: x", true, OptionalInt.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
