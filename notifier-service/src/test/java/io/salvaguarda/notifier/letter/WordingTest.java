package io.salvaguarda.notifier.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salvaguarda.config.Language;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Level;
import io.salvaguarda.notifier.notice.Cause;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WordingTest {

  private static final Instant AT = Instant.parse("2026-11-21T02:00:31Z");

  /** Their first argument is a number. */
  private static final Set<String> COUNTED =
      Set.of(
          "unit.day",
          "unit.change",
          "report.subject.loud",
          "report.verification.lead.good",
          "report.verification.lead.loud",
          "report.drills.lead.good",
          "report.drills.lead.loud");

  @Test
  void everyLanguageHasTheSameKeys() {
    assertThat(Wording.in(Language.BRAZILIAN_PORTUGUESE).keys())
        .isEqualTo(Wording.in(Language.ENGLISH).keys());
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyErrorClassLevelAndCauseHasWords(Language language) {
    Wording words = Wording.in(language);

    assertThat(words.keys())
        .containsAll(Arrays.stream(ErrorClass.values()).map(c -> "class." + c).toList())
        .containsAll(Arrays.stream(ErrorClass.values()).map(c -> "next." + c).toList())
        .containsAll(Arrays.stream(Level.values()).map(l -> "level." + l).toList())
        .containsAll(Arrays.stream(Cause.values()).map(c -> "what.recovered." + c.key()).toList());
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyPatternCanBeFilledAndLeavesNoQuoteOrBraceBehind(Language language) {
    Wording words = Wording.in(language);

    assertThat(words.keys())
        .allSatisfy(
            key -> {
              Object first = COUNTED.contains(key) ? (Object) 2 : "x";
              assertThat(words.say(key, first, "y", "z", "w"))
                  .isNotBlank()
                  .doesNotContain("{0", "{1", "''");
            });
  }

  @Test
  void aMissingKeyIsSaidLoudly() {
    assertThatThrownBy(() -> Wording.in(Language.ENGLISH).say("no.such.key"))
        .hasMessageContaining("no.such.key");
  }

  @Test
  void figuresReadAsPeopleOfTheLanguageReadThem() {
    Figures english = new Figures(Wording.in(Language.ENGLISH), ZoneOffset.UTC);
    Figures portuguese =
        new Figures(Wording.in(Language.BRAZILIAN_PORTUGUESE), ZoneId.of("America/Sao_Paulo"));

    assertThat(english.when(AT)).isEqualTo("21 Nov 2026, 02:00:31 (UTC)");
    assertThat(portuguese.when(AT)).isEqualTo("20 de nov. de 2026, 23:00:31 (UTC−03:00)");
    assertThat(english.span(Duration.ofHours(51))).isEqualTo("2 days 3 h");
    assertThat(portuguese.span(Duration.ofHours(51))).isEqualTo("2 dias e 3 h");
    assertThat(portuguese.span(Duration.ofHours(24))).isEqualTo("1 dia");
    assertThat(english.span(Duration.ofSeconds(-3))).isEqualTo("0 s");
    assertThat(english.bytes(1_610_612_736L)).isEqualTo("1.5 GiB");
    assertThat(portuguese.bytes(1_610_612_736L)).isEqualTo("1,5 GiB");
    assertThat(english.bytes(999)).isEqualTo("999 B");
    assertThat(portuguese.count(18_203_441)).isEqualTo("18.203.441");
  }

  @Test
  void textFromElsewhereCannotLeaveItsLine() {
    assertThat(Printable.line("a\r\nBcc: b@c\u202Ed\u0000e\u2028f")).isEqualTo("a Bcc: b@c d e f");
    assertThat(Printable.logLine("\u001B[31m\tred\u001B[0m ")).isEqualTo("  red");
  }
}
