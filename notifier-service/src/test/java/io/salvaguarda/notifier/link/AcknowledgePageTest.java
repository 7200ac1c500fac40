package io.salvaguarda.notifier.link;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.local.ReceivedMail;
import io.salvaguarda.notifier.NotifierTest;
import io.salvaguarda.notifier.testing.Facts;
import io.salvaguarda.notifier.testing.NotifierStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AcknowledgePageTest extends NotifierTest {

  private static final Pattern LINK =
      Pattern.compile("https://salva\\.example\\.org(/acknowledge/[A-Za-z0-9_.-]+)");

  @Test
  void lookingAtALinkDoesNothingAndItsButtonAcknowledgesOnce() throws IOException {
    String source = NotifierStack.freshSource("plantao");
    suite.tell(Facts.backupFailed(source, ErrorClass.DUMP_FAILED, NOW));
    eventually(() -> !suite.mails(source).isEmpty());
    String path = linkIn(suite.mails(source).getFirst());

    String page =
        given()
            .get(path)
            .then()
            .statusCode(200)
            .contentType("text/html")
            .header("Cache-Control", "no-store")
            .header("Referrer-Policy", "no-referrer")
            .header("Content-Security-Policy", containsString("default-src 'none'"))
            .body(containsString(source))
            .body(containsString("<form method=\"post\">"))
            .body(containsString("lang=\"pt-BR\""))
            .body(containsString("não foi possível fazer o backup"))
            .extract()
            .asString();
    Files.createDirectories(Path.of("target/mails"));
    Files.writeString(Path.of("target/mails/link.html"), page);
    given().get(path).then().statusCode(200);
    given().head(path);
    assertThat(suite.incidents(source).getFirst().get("acknowledgedBy")).isNull();

    given().post(path).then().statusCode(200).body(not(containsString("<form")));

    assertThat(suite.incidents(source).getFirst())
        .containsEntry("acknowledgedBy", "mail to plantao-mail");
    given().post(path).then().statusCode(409);
    given().get(path).then().statusCode(200).body(not(containsString("<form")));
  }

  @Test
  void theLinkOfAMailThatTellsOfSeveralAcknowledgesAllOfThem() {
    List<String> sources =
        IntStream.range(0, 3).mapToObj(i -> NotifierStack.freshSource("herd")).toList();
    sources.forEach(s -> suite.tell(Facts.failed(s, 21, NOW)));
    eventually(() -> herdMail(sources).isPresent());

    given().post(linkIn(herdMail(sources).orElseThrow())).then().statusCode(200);

    assertThat(sources)
        .filteredOn(s -> suite.incidents(s).getFirst().get("acknowledgedBy") != null)
        .hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void aLinkThatIsNotOursOrNoLongerGoodSaysSoAndShowsNothing() {
    given().get("/acknowledge/x.y").then().statusCode(404).body(containsString("not a link"));
    given().post("/acknowledge/x.y").then().statusCode(404);
    given().get("/acknowledge/" + "x".repeat(1_000)).then().statusCode(404);
  }

  @Test
  void whatIsOverAsksForNothing() {
    String source = NotifierStack.freshSource("dba");
    suite.tell(Facts.backupFailed(source, ErrorClass.DUMP_FAILED, NOW));
    eventually(() -> !suite.mails(source).isEmpty());
    String path = linkIn(suite.mails(source).getFirst());
    suite.tell(Facts.backupCompleted(source, 21, NOW.plusSeconds(1)));
    eventually(() -> suite.incidents(source).getFirst().get("resolvedAt") != null);

    given()
        .get(path)
        .then()
        .statusCode(200)
        .body(containsString("nothing left"))
        .body(not(containsString("<form")));
  }

  private static java.util.Optional<ReceivedMail> herdMail(List<String> sources) {
    return NotifierStack.mail().received().stream()
        .filter(mail -> mail.to().contains("herd@example.org"))
        .filter(mail -> sources.stream().filter(mail.text().orElse("")::contains).count() > 1)
        .findFirst();
  }

  private static String linkIn(ReceivedMail mail) {
    Matcher link = LINK.matcher(mail.text().orElseThrow());
    assertThat(link.find()).as(mail.text().orElseThrow()).isTrue();
    return link.group(1);
  }
}
