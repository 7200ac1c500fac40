package io.salvaguarda.postgres.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LsnTest {
  private static final int MIB = 1 << 20;

  @ParameterizedTest
  @ValueSource(strings = {"0/0", "0/16B3748", "1A/F", "FFFFFFFF/FFFFFFFF", "80000000/1"})
  void whatIsParsedIsSpelledTheSame(String spelled) {
    assertThat(Lsn.parse(spelled)).hasToString(spelled);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "0/", "/0", "0/123456789", "-1/0", "0/G", "0/0 ", "0/0/0"})
  void nothingElseIsAPosition(String text) {
    assertThatThrownBy(() -> Lsn.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void positionsAreOrderedAsUnsignedNumbers() {
    assertThat(Lsn.parse("7FFFFFFF/0")).isLessThan(Lsn.parse("80000000/0"));
    assertThat(Lsn.parse("80000000/0").isBefore(Lsn.parse("7FFFFFFF/0"))).isFalse();
  }

  /** The names are what pg_walfile_name of a server with that segment size says. */
  @ParameterizedTest
  @CsvSource({
    "0/16B3748, 1, 16, 000000010000000000000001",
    "0/2000000, 1, 16, 000000010000000000000002",
    "1/FFFFFFFF, 2, 16, 0000000200000001000000FF",
    "2/0, 26, 16, 0000001A0000000200000000",
    "1/FFFFFFFF, 1, 1, 000000010000000100000FFF",
    "3/80000000, 1, 1024, 000000010000000300000002",
  })
  void segmentsAreNamedAsTheServerNamesThem(String lsn, int timeline, int mib, String name) {
    assertThat(Lsn.parse(lsn).segmentName(timeline, mib * MIB)).isEqualTo(name);
    assertThat(Lsn.ofSegment(name, mib * MIB)).isEqualTo(Lsn.parse(lsn).segmentStart(mib * MIB));
  }

  @Test
  void aSegmentIsItsStartAndAnOffset() {
    Lsn lsn = Lsn.parse("0/16B3748");

    assertThat(lsn.segmentStart(16 * MIB).plus(lsn.segmentOffset(16 * MIB))).isEqualTo(lsn);
    assertThat(lsn.segmentOffset(16 * MIB)).isEqualTo(0x6B3748);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1 << 19, 3 << 20, Integer.MIN_VALUE})
  void noServerHasSegmentsOfOtherSizes(int bytes) {
    assertThatThrownBy(() -> Lsn.ZERO.segmentStart(bytes))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
