package io.salvaguarda.notifier.testing;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.salvaguarda.events.EncodedEvent;
import io.salvaguarda.events.EventCodec;
import io.salvaguarda.events.EventFactory;
import io.salvaguarda.events.SuiteEvent;
import io.salvaguarda.events.Topics;
import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.kit.testing.TopicReader;
import io.salvaguarda.local.ReceivedMail;
import io.salvaguarda.local.ReceivedWebhook;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The world around the notifier: other services that tell facts, and people who look. */
public final class Suite implements AutoCloseable {

  private final EventFactory events = new EventFactory("backup-service");
  private final EventCodec codec = new EventCodec();
  private final TopicReader topics =
      new TopicReader(ServiceStack.kafka().bootstrapServers(), Topics.INCIDENT, Topics.STORAGE);

  /** Tells a fact on Kafka. */
  public void tell(SuiteEvent event) {
    tellTimes(1, event);
  }

  /** Tells one and the same event several times, as a broker may. */
  public void tellTimes(int times, SuiteEvent event) {
    EncodedEvent encoded = codec.encode(events.of(event));
    for (int i = 0; i < times; i++) {
      topics.send(encoded.topic(), encoded.key(), encoded.headers(), encoded.body());
    }
  }

  public void sendRaw(String topic, String key, Map<String, String> headers, byte[] body) {
    topics.send(topic, key, headers, body);
  }

  /** The headers of an event, for forging. */
  public EncodedEvent encoded(SuiteEvent event) {
    return codec.encode(events.of(event));
  }

  /** What the notifier itself told on Kafka. */
  public <E extends SuiteEvent> List<E> told(Class<E> type, Predicate<E> which) {
    return topics.events(type, which).stream().map(each -> type.cast(each.data())).toList();
  }

  /** Mails about a source, one for each recipient. */
  public List<ReceivedMail> mails(String source) {
    return NotifierStack.mail().received().stream()
        .filter(mail -> List.of(source).equals(mail.headers().get("X-Salvaguarda-Source")))
        .toList();
  }

  /** Webhooks about a source that a team's receiver took. */
  public List<ReceivedWebhook> webhooks(String team, String source) {
    return NotifierStack.receiver(team).received().stream()
        .filter(hook -> JsonPath.from(hook.body()).getString("subject").equals(source))
        .toList();
  }

  public List<Map<String, Object>> incidents(String source) {
    return get("/incidents?state=all&source=" + source);
  }

  public List<Map<String, Object>> deliveries(String source) {
    return get("/deliveries?limit=500").stream()
        .filter(each -> each.get("sourceId").equals(source))
        .toList();
  }

  /** The deliveries of a source to one channel, newest first. */
  public List<Map<String, Object>> deliveries(String source, String channel) {
    return deliveries(source).stream().filter(each -> each.get("channel").equals(channel)).toList();
  }

  public List<Map<String, Object>> get(String path) {
    return RestAssured.given()
        .auth()
        .oauth2(ServiceStack.VIEWER)
        .get(path)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("");
  }

  @Override
  public void close() {
    topics.close();
  }
}
