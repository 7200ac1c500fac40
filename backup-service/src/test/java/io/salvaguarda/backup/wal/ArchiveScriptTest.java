package io.salvaguarda.backup.wal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.salvaguarda.backup.testing.BackupStack;
import io.salvaguarda.backup.testing.Segments;
import io.salvaguarda.backup.testing.WalStack;
import io.salvaguarda.repository.WalArchive;
import io.salvaguarda.repository.wal.WalFile;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** deploy/archive/salvaguarda-archive, which sends several files at once. */
@QuarkusTest
@QuarkusTestResource(WalStack.class)
class ArchiveScriptTest {

  private static final long CLUSTER = 7574309117012345678L;

  @TestHTTPResource URI service;

  private Path data;
  private Path script;
  private Path token;

  @BeforeEach
  void putWhereTheServersUserMayReadIt() throws Exception {
    token = WalStack.home().resolve("archive.header");
    Files.writeString(token, "Authorization: Bearer " + WalStack.ARCHIVER + "\n");
    script = WalStack.home().resolve("salvaguarda-archive");
    Files.writeString(script, Files.readString(Path.of("../deploy/archive/salvaguarda-archive")));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    data = Files.createTempDirectory(WalStack.home(), "data");
    Files.createDirectories(data.resolve("pg_wal/archive_status"));
  }

  @Test
  void aServerArchivesByItWhatHasWaited() throws Exception {
    String command = "%s %s %s %%p %%f".formatted(script, service.resolve("/wal/pushed"), token);
    WalStack.pushed().execute("postgres", "alter system set archive_command = '/bin/false'");
    WalStack.pushed().execute("postgres", "select pg_reload_conf()");
    String last = null;
    for (int i = 0; i < 6; i++) {
      WalStack.pushed()
          .execute("postgres", "insert into t select i from generate_series(1, 1000) i");
      last = query("select pg_walfile_name(pg_switch_wal())");
    }

    WalStack.pushed()
        .execute(
            "postgres",
            "alter system set archive_command = '" + command + "'",
            "select pg_reload_conf()");

    String wanted = last;
    await()
        .atMost(60, SECONDS)
        .until(() -> wanted.equals(query("select last_archived_wal from pg_stat_archiver")));
    String system = query("select system_identifier from pg_control_system()");
    try (WalArchive archive = BackupStack.repository("main").wal("pushed");
        InputStream stored = archive.open(new WalFile(system, last))) {
      assertThat(stored.readAllBytes())
          .isEqualTo(Files.readAllBytes(WalStack.walFile("pushed", last)));
    }
  }

  @Test
  void whatWaitsBehindAFileIsSentWithItAndItsOwnCallNeedsNoService() throws Exception {
    for (int number = 40; number < 43; number++) {
      waits(number, Segments.segment(CLUSTER, number, number));
    }

    assertThat(run(40, service)).isZero();

    assertThat(kept(41)).isTrue();
    assertThat(kept(42)).isTrue();
    Files.delete(token); // without which nothing can be sent
    assertThat(run(41, service)).isZero();
    URI elsewhere = URI.create("http://127.0.0.1:1/");
    assertThat(run(41, elsewhere)).as("it was sent to another place").isNotZero();
  }

  @Test
  void notesAreClearedAwayOnceTheServerHasAskedForTheirFiles() throws Exception {
    for (int number = 52; number < 55; number++) {
      waits(number, Segments.segment(CLUSTER, number, number));
    }
    assertThat(run(52, service)).isZero();
    assertThat(notes()).containsExactlyInAnyOrder(Segments.name(53), Segments.name(54));
    for (int number = 52; number < 54; number++) {
      Files.delete(data.resolve("pg_wal/archive_status/" + Segments.name(number) + ".ready"));
    }
    waits(55, Segments.segment(CLUSTER, 55, 55));

    assertThat(run(55, service)).isZero();

    assertThat(notes()).containsExactly(Segments.name(54));
  }

  private List<String> notes() throws Exception {
    try (Stream<Path> files = Files.list(data.resolve("pg_wal/salvaguarda"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void aFileThatIsRefusedFailsAloneAndAgain() throws Exception {
    waits(44, new byte[Segments.BYTES]);
    waits(45, Segments.segment(CLUSTER, 45, 1));

    assertThat(run(44, service)).isNotZero();
    assertThat(run(44, service)).isNotZero();

    assertThat(kept(44)).isFalse();
    assertThat(run(45, service)).isZero();
    assertThat(kept(45)).isTrue();
  }

  @Test
  void aNoteOfAnotherTimesFileOfThatNameIsNotBelieved() throws Exception {
    waits(47, Segments.segment(CLUSTER, 47, 1));
    Path note =
        Files.createDirectories(data.resolve("pg_wal/salvaguarda")).resolve(Segments.name(47));
    Files.writeString(note, service.resolve("/wal/crafted") + "\n");
    Files.setLastModifiedTime(note, FileTime.from(Instant.now().minusSeconds(60)));

    assertThat(run(47, service)).isZero();

    assertThat(kept(47)).isTrue();
  }

  @Test
  void aClockThatWasSetBackCostsARepetitionAndNoMore() throws Exception {
    for (int number = 49; number < 51; number++) {
      waits(number, Segments.segment(CLUSTER, number, 1));
      Path segment = data.resolve("pg_wal/" + Segments.name(number));
      Files.setLastModifiedTime(segment, FileTime.from(Instant.now().plusSeconds(3600)));
    }

    assertThat(run(49, service)).isZero();
    assertThat(run(50, service)).isZero();

    assertThat(kept(49)).isTrue();
    assertThat(kept(50)).isTrue();
  }

  private void waits(int number, byte[] bytes) throws Exception {
    Path wal = data.resolve("pg_wal");
    Files.write(wal.resolve(Segments.name(number)), bytes);
    Files.createFile(wal.resolve("archive_status/" + Segments.name(number) + ".ready"));
  }

  private int run(int number, URI to) throws Exception {
    String name = Segments.name(number);
    List<String> command =
        List.of(
            script.toString(),
            to.resolve("/wal/crafted").toString(),
            token.toString(),
            "pg_wal/" + name,
            name);
    Process process =
        new ProcessBuilder(command)
            .directory(data.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private static boolean kept(int number) throws Exception {
    try (WalArchive archive = BackupStack.repository("disk").wal("crafted")) {
      return archive.find(new WalFile(Long.toString(CLUSTER), Segments.name(number))).isPresent();
    }
  }

  private static String query(String sql) throws Exception {
    return WalSql.text(WalStack.pushed(), sql);
  }
}
