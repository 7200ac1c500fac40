package io.salvaguarda.postgres.physical;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmCheckQueriesTest {

  @ParameterizedTest
  @CsvSource({
    "XX001, invalid page in block 1 of relation base/5/16384, true",
    "XX000, MultiXactId 1633773158 has not been created yet -- apparent wraparound, true",
    "XX000, cache lookup failed for type 7, false",
    "53200, out of memory, false",
  })
  void onlyWhatIsSaidOfDataIsDamage(String state, String said, boolean damage) {
    assertThat(AmCheckQueries.isDamage(new SQLException(said, state))).isEqualTo(damage);
  }
}
