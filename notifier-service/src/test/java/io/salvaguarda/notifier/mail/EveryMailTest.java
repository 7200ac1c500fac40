package io.salvaguarda.notifier.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.salvaguarda.config.Language;
import io.salvaguarda.notifier.NotifierTest;
import io.salvaguarda.notifier.delivery.Delivery;
import io.salvaguarda.notifier.letter.Letter;
import io.salvaguarda.notifier.letter.LetterWriter;
import io.salvaguarda.notifier.letter.Recipient;
import io.salvaguarda.notifier.letter.Wording;
import io.salvaguarda.notifier.notice.Matter;
import io.salvaguarda.notifier.notice.Notice;
import io.salvaguarda.notifier.notice.Proof;
import io.vertx.ext.mail.MailMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever may be told is a mail that reads well, in both languages, with and without HTML. */
@QuarkusTest
class EveryMailTest extends NotifierTest {

  /** Kept to be looked at. */
  private static final Path LOOKED_AT = Path.of("target/mails/every");

  private static final Recipient.Place PLACE = new Recipient.Place("shop", "db.example.org", 5432);

  private final MailComposer composer = new MailComposer("Salvaguarda <salva@example.org>");
  private final LetterWriter writer = new LetterWriter();

  @Test
  void nothingThatMayBeToldLacksASample() {
    assertThat(classes(Samples.matters().stream()))
        .isEqualTo(Samples.leaves(Matter.class).collect(Collectors.toSet()));
    assertThat(classes(Samples.proofs().stream()))
        .isEqualTo(Samples.leaves(Proof.class).collect(Collectors.toSet()));
    Set<Class<?>> others = Set.of(Notice.Report.class, Notice.Fact.class); // laid out elsewhere
    assertThat(classes(Samples.notices().values().stream()))
        .isEqualTo(
            Samples.leaves(Notice.class)
                .filter(each -> !others.contains(each))
                .collect(Collectors.toSet()));
  }

  static Stream<Arguments> everyMail() {
    return Samples.notices().entrySet().stream()
        .flatMap(
            each ->
                Stream.of(Language.values())
                    .map(language -> Arguments.of(each.getKey(), each.getValue(), language)));
  }

  @ParameterizedTest(name = "{0} {2}")
  @MethodSource("everyMail")
  void aMailReadsWell(String name, Notice notice, Language language) throws IOException {
    Letter letter =
        writer.write(
            notice, new Recipient(language, ZoneId.of("America/Sao_Paulo"), Optional.of(PLACE)));
    Delivery delivery = new Delivery(UUID.randomUUID(), "mail", notice, 1, 12, Samples.AT);
    MailMessage mail =
        composer.compose(delivery, letter, List.of("dba@example.org"), Optional.empty());
    keep(name + "." + letter.language(), mail);

    Wording words = Wording.in(language);
    assertThat(mail.getSubject())
        .startsWith("[" + letter.label() + "]")
        .doesNotContain("{", "null", "\n", "Optional")
        .as("times are the reader's")
        .doesNotContain("(UTC)");
    assertThat(mail.getText())
        .contains(letter.lead(), letter.nextStep(), words.say("section.next"))
        .contains(letter.facts().stream().map(Letter.Fact::value).toList())
        .doesNotContain("{0", "{1", "null", "Optional", "&#", "<");
    assertThat(mail.getHtml())
        .contains("lang=\"" + letter.language() + "\"", "</html>")
        .doesNotContain("{letter", "Optional[", ">null<");
    assertThat(letter.footer()).isNotEmpty();
  }

  private static Set<Class<?>> classes(Stream<?> samples) {
    return samples.map(Object::getClass).collect(Collectors.toSet());
  }

  private static void keep(String name, MailMessage mail) throws IOException {
    Files.createDirectories(LOOKED_AT);
    Files.writeString(LOOKED_AT.resolve(name + ".html"), mail.getHtml());
    Files.writeString(LOOKED_AT.resolve(name + ".txt"), mail.getText());
  }
}
