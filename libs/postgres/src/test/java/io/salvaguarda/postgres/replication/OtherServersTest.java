package io.salvaguarda.postgres.replication;

import static io.salvaguarda.postgres.replication.ScriptedServer.all;
import static io.salvaguarda.postgres.replication.ScriptedServer.copyOut;
import static io.salvaguarda.postgres.replication.ScriptedServer.header;
import static io.salvaguarda.postgres.replication.ScriptedServer.message;
import static io.salvaguarda.postgres.replication.ScriptedServer.ready;
import static io.salvaguarda.postgres.replication.ScriptedServer.rows;
import static io.salvaguarda.postgres.replication.ScriptedServer.welcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.Side;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions that are not installed here, by their recorded conversation, and hostile servers. */
@Timeout(60)
class OtherServersTest {
  private static final BaseBackup.Options FAST =
      new BaseBackup.Options("it's", true, OptionalInt.of(1024));
  private static final byte[] BEGIN =
      all(
          rows(new String[] {"0/2000028", "1"}),
          rows(new String[] {"16385", "/ts", "7"}, new String[] {null, null, "300"}));
  private static final byte[] END = all(rows(new String[] {"0/2000100", "1"}), ready());

  private record Read(String name, String text) {}

  private static Function<String, byte[]> backup(byte[] answer) {
    return command ->
        command.startsWith("BASE_BACKUP") ? answer : ScriptedServer.aboutTheCluster(command);
  }

  private static List<Read> read(BaseBackup backup) throws IOException {
    List<Read> all = new ArrayList<>();
    for (var next = backup.next(); next.isPresent(); next = backup.next()) {
      byte[] bytes = next.get().bytes().readAllBytes();
      all.add(new Read(next.get().name(), new String(bytes, StandardCharsets.ISO_8859_1)));
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(strings = {"13.22", "14.19 (Debian 14.19-1)"})
  void beforeVersion15EachArchiveIsACopyWhoseTarLacksItsEnd(String version) throws Exception {
    List<String> asked = new CopyOnWriteArrayList<>();
    byte[] answer = all(BEGIN, copyOut("ts1", "ts2"), copyOut("base"), copyOut("{", "}"), END);
    try (var server =
            new ScriptedServer(
                welcome(version),
                command -> {
                  asked.add(command);
                  return backup(answer).apply(command);
                });
        BaseBackup backup = BaseBackup.start(server.spec(), FAST).orThrow()) {
      String end = "\0".repeat(1024);

      assertThat(read(backup))
          .containsExactly(
              new Read("tablespace-16385.tar", "ts1ts2" + end),
              new Read("base.tar", "base" + end),
              new Read("backup_manifest", "{}"));
      assertThat(backup.ended().stopLsn()).isEqualTo(Lsn.parse("0/2000100"));
      assertThat(backup.started().totalBytes()).isEqualTo(307 << 10);
      assertThat(asked)
          .contains(
              "BASE_BACKUP LABEL 'it''s' PROGRESS FAST WAL MANIFEST 'yes' NOWAIT MAX_RATE 1024")
          .anyMatch(c -> c.matches("CREATE_REPLICATION_SLOT \\w+ TEMPORARY PHYSICAL RESERVE_WAL"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"15.1", "16.10", "17.6", "18.0", "18beta1"})
  void sinceVersion15OneCopyHoldsAllArchives(String version) throws Exception {
    List<String> asked = new CopyOnWriteArrayList<>();
    byte[] copy =
        copyOut(
            "n16385.tar\0/ts\0",
            "dts1",
            "p\0\0\0\0\0\0\0\1",
            "dts2",
            "nbase.tar\0\0",
            "d",
            "dbase",
            "m",
            "d{",
            "d}",
            "p\0\0\0\0\0\0\0\1");
    try (var server =
            new ScriptedServer(
                welcome(version),
                command -> {
                  asked.add(command);
                  return backup(all(BEGIN, copy, END)).apply(command);
                });
        BaseBackup backup = BaseBackup.start(server.spec(), FAST).orThrow()) {

      assertThat(read(backup))
          .containsExactly(
              new Read("tablespace-16385.tar", "ts1ts2"),
              new Read("base.tar", "base"),
              new Read("backup_manifest", "{}"));
      assertThat(backup.started().dataChecksums()).isTrue();
      assertThat(asked)
          .contains(
              "BASE_BACKUP (LABEL 'it''s', PROGRESS, WAL, MANIFEST 'yes', WAIT 0, CHECKPOINT 'fast',"
                  + " MAX_RATE 1024)");
    }
  }

  static Stream<Arguments> broken() {
    String ts = "n16385.tar\0/ts\0";
    String base = "nbase.tar\0\0";
    return Stream.of(
        Arguments.of("15.1", "ends in mid-archive", all(message('H', new byte[3]), data(ts, "dx"))),
        Arguments.of("14.1", "ends in mid-archive", all(message('H', new byte[3]), data("x"))),
        Arguments.of("15.1", "no manifest", all(copyOut(ts, "dx", base, "dx"), END)),
        Arguments.of("15.1", "no base", all(copyOut(ts, "dx", "m", "d{}"), END)),
        Arguments.of("15.1", "an archive twice", all(copyOut(ts, ts, base, "m"), END)),
        Arguments.of("15.1", "a tablespace not announced", all(copyOut("n9.tar\0/x\0"), END)),
        Arguments.of("15.1", "a path for a name", all(copyOut("n../../x.tar\0\0"), END)),
        Arguments.of("15.1", "data of no archive", all(copyOut("dx"), END)),
        Arguments.of("15.1", "an unknown part", all(copyOut(ts, "?x"), END)),
        Arguments.of("15.1", "an empty part", all(copyOut(ts, ""), END)),
        Arguments.of("15.1", "no end position", all(copyOut(ts, base, "m"), ready())),
        Arguments.of("15.1", "an error at the end", all(copyOut(ts, base, "m"), error("XX001"))),
        Arguments.of(
            "15.1", "an impossible length", all(message('H', new byte[3]), header('d', 3))),
        Arguments.of("15.1", "a huge name", all(message('H', new byte[3]), hugeName())));
  }

  private static byte[] data(String... parts) {
    byte[] all = new byte[0];
    for (String part : parts) {
      all = all(all, message('d', part.getBytes(StandardCharsets.ISO_8859_1)));
    }
    return all;
  }

  private static byte[] hugeName() {
    return all(header('d', Integer.MAX_VALUE), new byte[] {'n', 'x'});
  }

  private static byte[] error(String state) {
    String fields = "SERROR\0VERROR\0C" + state + "\0Mbroken\0\0";
    return all(message('E', fields.getBytes(StandardCharsets.US_ASCII)), ready());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("broken")
  void aBackupThatIsNotWholeNeverLooksWhole(String version, String what, byte[] copy)
      throws Exception {
    try (var server = ScriptedServer.sending(version, all(BEGIN, copy));
        BaseBackup backup = BaseBackup.start(server.spec(), FAST).orThrow()) {
      assertThatThrownBy(() -> read(backup))
          .as(what)
          .satisfiesAnyOf(
              e -> assertThat(e).isInstanceOf(PostgresException.class),
              e ->
                  assertThat(e)
                      .isInstanceOf(IOException.class)
                      .hasCauseInstanceOf(PostgresException.class));
      assertThatThrownBy(backup::next).isInstanceOf(PostgresException.class);
      assertThatThrownBy(backup::ended).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aBackupThatIsRefusedAtOnceHasNoStart() throws Exception {
    try (var server = ScriptedServer.sending("15.1", error("55000"))) {
      PostgresFailure failure = failure(BaseBackup.start(server.spec(), FAST));

      assertThat(failure.nextStep()).contains("wal_level");
    }
  }

  static Stream<Arguments> hostileGreetings() {
    byte[] sasl = "\0\0\0\nSCRAM-SHA-256\0\0".getBytes(StandardCharsets.US_ASCII);
    byte[] ok = message('R', new byte[4]);
    return Stream.of(
        Arguments.of("a message of two gigabytes", header('R', Integer.MAX_VALUE)),
        Arguments.of("a negative length", header('R', -1)),
        Arguments.of("an error of two gigabytes", header('E', Integer.MAX_VALUE)),
        Arguments.of("an error without an end", message('E', new byte[] {'S', 'x'})),
        Arguments.of("a login that proves nothing", all(message('R', sasl), ok, ready())),
        Arguments.of("an answer to nothing", message('R', new byte[] {0, 0, 0, 11, 'r'})),
        Arguments.of("an unknown kind of login", message('R', new byte[] {0, 0, 0, 7})),
        Arguments.of("a salt that is missing", message('R', new byte[] {0, 0, 0, 5})),
        Arguments.of("an empty message", message('R', new byte[0])),
        Arguments.of("data before the login", message('d', new byte[1])),
        Arguments.of(
            "another protocol",
            "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostileGreetings")
  void whatIsNoServerIsAFailureAndNoSurprise(String what, byte[] greeting) throws Exception {
    try (var server = new ScriptedServer(greeting, command -> new byte[0])) {
      assertThat(failure(ReplicationConnection.open(server.spec(), Side.SOURCE)).error())
          .as(what)
          .isIn(PostgresError.SOURCE_UNREACHABLE, PostgresError.SOURCE_AUTHENTICATION);
    }
  }

  @Test
  void memoryIsNotTakenOnTheServersWord() throws Exception {
    byte[] greeting = header('R', Integer.MAX_VALUE);
    try (var server = new ScriptedServer(greeting, command -> new byte[0])) {
      assertThat(failure(ReplicationConnection.open(server.spec(), Side.SOURCE)).message())
          .contains("a message of 2147483643 bytes");
    }
  }

  private static PostgresFailure failure(Outcome<?> outcome) {
    return ((Outcome.Failed<?>) outcome).failure();
  }
}
