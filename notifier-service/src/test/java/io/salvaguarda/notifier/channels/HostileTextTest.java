package io.salvaguarda.notifier.channels;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.salvaguarda.notifier.testing.RoughServer;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What others wrote (logs, names, messages) is shown, but means nothing to the channel. */
class HostileTextTest {

  private static final String HOSTILE =
      "<!channel> @everyone @maria <at>all</at> *bold* _it_ ~s~ [click](http://evil.example.org)"
          + " <https://evil.example.org|click> ```code``` </pre><b>x</b> &amp; /start #tag \"q\" \\";

  private static final Set<String> PLAIN_ON_SLACK =
      Set.of(
          "header",
          "plain_text",
          "rich_text",
          "rich_text_section",
          "rich_text_preformatted",
          "text",
          "context");
  private static final Set<String> PLAIN_ON_TEAMS =
      Set.of("message", "AdaptiveCard", "Container", "RichTextBlock", "TextRun");

  @TempDir Path folder;
  private final RoughServer server = RoughServer.start();
  private HttpChannels channels;

  @BeforeEach
  void open() throws IOException {
    channels = new HttpChannels(folder, "127.0.0.1:" + server.port(), "127.0.0.0/8");
  }

  @AfterEach
  void close() {
    server.close();
  }

  private JsonNode sent(String channel) throws IOException {
    channels.send(
        Notices.trouble("dba", HOSTILE, HOSTILE, List.of(HOSTILE, "# head", "> quote")), channel);
    return new ObjectMapper().readTree(server.heard().getFirst().body());
  }

  @Test
  void slackIsGivenNothingThatItReadsForMarkup() throws IOException {
    JsonNode message = sent("slack");

    assertThat(types(message)).isSubsetOf(PLAIN_ON_SLACK);
    assertThat(message.path("text").asText()).doesNotContain("<", ">");
    assertThat(message.path("mrkdwn").asBoolean(true)).isFalse();
    assertThat(message.path("link_names").asBoolean(true)).isFalse();
    assertThat(message.findValuesAsText("text")).anyMatch(text -> text.contains("<!channel>"));
  }

  /** The name of a volume stands in the headline, and so in what notifications show. */
  @Test
  void slackReadsNoMarkupInTheFallbackEither() throws IOException {
    channels.send(Notices.spaceLow("dba", "<!channel> & <https://evil.example.org|here>"), "slack");

    assertThat(new ObjectMapper().readTree(server.heard().getFirst().body()).path("text").asText())
        .contains("&lt;!channel&gt; &amp; &lt;https")
        .doesNotContain("<", ">");
  }

  @Test
  void teamsIsGivenNothingThatItReadsForMarkup() throws IOException {
    JsonNode message = sent("msteams");

    assertThat(types(message)).isSubsetOf(PLAIN_ON_TEAMS);
    assertThat(message.findValues("entities")).isEmpty();
    assertThat(message.findValuesAsText("text")).anyMatch(text -> text.contains("[click]("));
  }

  @Test
  void discordMentionsNobodyAndReadsNoMarkup() throws IOException {
    JsonNode message = sent("discord");

    assertThat(message.at("/allowed_mentions/parse").isArray()).isTrue();
    assertThat(message.at("/allowed_mentions/parse")).isEmpty();
    String nextStep = message.at("/embeds/0/fields/0/value").asText();
    assertThat(nextStep)
        .startsWith("\\<!channel>")
        .contains("\\*bold\\*", "\\_it\\_", "\\~s\\~", "\\[click\\](http", "\\`\\`\\`code")
        .contains("\\<https://evil.example.org\\|click>", "\"q\" \\\\");
    String log =
        message
            .at("/embeds/0/fields")
            .get(message.at("/embeds/0/fields").size() - 1)
            .path("value")
            .asText();
    assertThat(log).startsWith("```\n").endsWith("\n```").contains("# head");
    assertThat(log.substring(4, log.length() - 4)).doesNotContain("`");
  }

  @Test
  void telegramIsGivenWellFormedHtmlThatMentionsNobody() throws Exception {
    JsonNode message = sent("telegram");

    Element html =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(
                new InputSource(new StringReader("<x>" + message.path("text").asText() + "</x>")))
            .getDocumentElement();
    assertThat(names(html)).containsOnly("b", "pre");
    assertThat(html.getTextContent()).contains("<!channel>", "</pre><b>x</b> &amp;");
    String outsideOfCode = textWithout(html, "pre");
    assertThat(outsideOfCode).contains("everyone").doesNotContain("@everyone", "@maria", "#tag");
    assertThat(outsideOfCode).doesNotContain(" /start");
    assertThat(message.at("/link_preview_options/is_disabled").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"webhook", "pagerduty"})
  void programsAreGivenTheTextAsItIs(String channel) throws IOException {
    assertThat(sent(channel).toString()).contains("<!channel> @everyone");
  }

  @ParameterizedTest
  @ValueSource(strings = {"slack", "msteams", "discord", "telegram", "pagerduty"})
  void endlessTextIsCutToWhatTheChannelTakes(String channel) throws IOException {
    String endless = "\uD83D\uDE00*".repeat(2_000);
    channels.send(
        Notices.trouble("dba", endless, endless, List.of(endless, endless, endless)), channel);

    JsonNode message = new ObjectMapper().readTree(server.heard().getFirst().body());
    switch (channel) {
      case "slack" -> assertThat(message.at("/blocks/0/text/text").asText()).hasSizeLessThan(151);
      case "msteams" -> assertThat(server.heard().getFirst().body()).hasSizeLessThan(25_000);
      case "discord" -> {
        assertThat(message.findValuesAsText("value")).allMatch(value -> value.length() <= 1024);
        assertThat(message.at("/embeds/0/title").asText()).hasSizeLessThan(257);
        assertThat(characters(message.at("/embeds"))).isLessThan(6_000);
      }
      case "telegram" ->
          assertThat(message.path("text").asText().replaceAll("<[^>]*>", ""))
              .hasSizeLessThan(4_097);
      default -> assertThat(message.at("/payload/summary").asText()).hasSizeLessThan(1_025);
    }
  }

  private static int characters(JsonNode node) {
    if (node.isTextual()) {
      return node.asText().length();
    }
    int all = 0;
    for (JsonNode each : node) {
      all += characters(each);
    }
    return all;
  }

  private static Set<String> types(JsonNode message) {
    return new TreeSet<>(message.findValuesAsText("type"));
  }

  private static Set<String> names(Element html) {
    Set<String> names = new TreeSet<>();
    NodeList all = html.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      names.add(all.item(i).getNodeName());
    }
    return names;
  }

  private static String textWithout(Node node, String name) {
    if (node.getNodeType() == Node.TEXT_NODE) {
      return node.getTextContent();
    }
    StringBuilder text = new StringBuilder();
    for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
      text.append(child.getNodeName().equals(name) ? "\n" : textWithout(child, name));
    }
    return text.toString();
  }
}
