package io.salvaguarda.kit.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseAwayTest {

  @ParameterizedTest
  @CsvSource({
    "57P01, true, the administrator ended the connection",
    "57P03, true, it is starting",
    "53300, true, no connection is left",
    "08006, true, the connection broke",
    "40001, true, the transaction came in another's way",
    "42P01, false, there is no such table",
    "23505, false, a row is there already",
    "22012, false, division by zero"
  })
  void theServersOwnWordDecides(String sqlState, boolean away, String message) {
    PgException said = new PgException(message, "ERROR", sqlState, "");

    assertThat(DatabaseAway.explains(new CompletionException(said))).isEqualTo(away);
    SQLException converted = new SQLException(message, sqlState);
    assertThat(DatabaseAway.explains(new CompletionException(converted))).isEqualTo(away);
  }

  @Test
  void noConnectionAndNoAnswerInTimePass() {
    assertThat(DatabaseAway.explains(new CompletionException(new ConnectException()))).isTrue();
    assertThat(DatabaseAway.explains(new TimeoutException())).isTrue();
  }

  @Test
  void anythingElseIsTheWorksOwn() {
    assertThat(DatabaseAway.explains(new IllegalArgumentException("cannot be taken"))).isFalse();
  }
}
