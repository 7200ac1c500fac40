package io.salvaguarda.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.postgres.dump.GlobalsDump;
import io.salvaguarda.postgres.facts.FactsComparison;
import io.salvaguarda.postgres.restore.SandboxRoles;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(SourceCluster.class)
class NamesTest {
  private final SourceCluster.Server server;

  NamesTest(SourceCluster.Server server) {
    this.server = server;
  }

  static Stream<String> names() {
    return Stream.of(
        "host=evil dbname=x",
        "a\"b'c",
        " spaces at both ends ",
        "line\nbreak",
        "trailing line break\n",
        "[salvaguarda]\nhost=evil",
        "carriage\r\nreturn\ttab",
        "ação 数据库 🐘",
        "x".repeat(63),
        "é".repeat(31) + "x",
        ";rm -rf ~",
        "$(touch /tmp/x) `id`",
        "-Fc",
        "--help",
        "postgresql://evil/x",
        "service=evil",
        "back\\slash:colon",
        "%41%s%n",
        "# comment",
        "../../etc/passwd");
  }

  @ParameterizedTest
  @MethodSource("names")
  void aDatabaseWhateverItsNameIsDumpedAndRestored(String name) throws Exception {
    // given
    ConnectionSpec spec = server.database(name);
    String table = Identifiers.quoted(name);
    SourceCluster.execute(
        spec, "create table " + table + "(id int)", "insert into " + table + " values (1), (2)");

    // when
    RoundTrip taken = RoundTrip.of(server.context(), spec, true);

    // then
    assertThat(taken.facts().database().name()).isEqualTo(name);
    var copy = taken.copyIn(server.sandbox());
    assertThat(copy.database().name()).isEqualTo(name);
    assertThat(FactsComparison.compare(taken.facts(), copy)).isEmpty();
    assertThat(copy.totalRows()).isEqualTo(2);
  }

  @Test
  void aUserAndAPasswordWhateverTheyAreConnect() throws Exception {
    for (String name : names().toList()) {
      // given
      String password = "p" + name.replaceAll("[\r\n]", "_") + ":\\'\"*#é ";
      SourceCluster.execute(
          server.connection("postgres"),
          "create role %s login superuser password %s"
              .formatted(Identifiers.quoted(name), Identifiers.literal(password)));
      ConnectionSpec spec = server.connection("postgres").withUser(name, Password.of(password));

      // when
      RoundTrip taken = RoundTrip.of(server.context(), spec, false);

      // then
      assertThat(taken.archive()).isNotEmpty();
      assertThat(taken.facts().roles()).contains(name);
    }
    var globals = new GlobalsDump(server.context(), server.connection("postgres")).run().orThrow();
    ConnectionSpec sandbox = server.sandbox().connection("postgres");
    SandboxRoles.restore(sandbox, globals.script()).orThrow();
    for (String name : names().toList()) {
      String role = "select rolname from pg_roles where rolname = " + Identifiers.literal(name);
      assertThat(SourceCluster.query(sandbox, role)).isEqualTo(name);
      SourceCluster.execute(server.connection("postgres"), "drop role " + Identifiers.quoted(name));
    }
  }
}
