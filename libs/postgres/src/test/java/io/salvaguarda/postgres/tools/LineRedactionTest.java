package io.salvaguarda.postgres.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineRedactionTest {
  private static String shown(String... lines) {
    LineRedaction redaction = new LineRedaction();
    return String.join(
        "\n", List.of(lines).stream().map(redaction::line).flatMap(Optional::stream).toList());
  }

  @Test
  void secretsInAnyUsualFormAreHidden() {
    for (String line :
        List.of(
            "pg_dump: error: connection to postgresql://user:hunter2@host/db failed",
            "pg_dump: error: s3://key:hunter2@bucket",
            "pg_dump: password=hunter2 host=x",
            "pg_dump: PASSWORD = 'hunter2'",
            "pg_dump: ALTER ROLE x PASSWORD 'hunter2''s'",
            "pg_dump: secret: hunter2",
            "pg_dump: sslpassword='hunter2' x")) {
      assertThat(shown(line)).describedAs(line).isNotEmpty().doesNotContain("hunter2");
    }
  }

  @Test
  void rowsOfTablesAreHiddenWithAllTheirLines() {
    String shown =
        shown(
            "pg_restore: error: COPY failed for table \"users\": ERROR:  invalid input syntax for type integer: \"hunter2\"",
            "CONTEXT:  COPY users, line 3, column card: \"hunter2",
            "which goes on hunter2\"",
            "pg_restore: error: could not execute query: ERROR:  duplicate key value violates unique constraint \"users_pkey\"",
            "DETAIL:  Key (card)=(hunter2) already exists.",
            "Command was: INSERT INTO users",
            "VALUES ('hunter2');",
            "HINT:  No hint.",
            "2026-01-01 00:00:00.000 UTC [12] STATEMENT:  select 'hunter2'",
            "\tfrom hunter2",
            "2026-01-01 00:00:00.000 UTC [12] LOG:  checkpoint starting",
            "pg_restore: warning: errors ignored: 1");

    assertThat(shown)
        .doesNotContain("hunter2")
        .contains(
            "COPY failed for table \"users\"",
            "CONTEXT: COPY users, line 3 [row not shown]",
            "unique constraint \"users_pkey\"",
            "HINT:  No hint.",
            "checkpoint starting",
            "errors ignored: 1");
  }

  @Test
  void whatHelpsToFindTheCauseStays() {
    String line =
        "pg_dump: error: connection to server at \"127.0.0.1\", port 5432 failed: Connection refused";

    assertThat(shown(line)).isEqualTo(line);
  }
}
