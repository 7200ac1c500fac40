package io.salvaguarda.local;

import io.salvaguarda.events.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** The suite's topics, and the question whether the broker is ready. */
final class KafkaTopics {
  private static final List<String> SERVICES =
      List.of("backup-service", "verify-service", "restore-service", "notifier-service");
  private static final short ONE_COPY = 1;
  private static final int PATIENCE_MILLIS = 5_000;

  private KafkaTopics() {}

  /** The topics of all events, and one dead-letter topic for each that a service may consume. */
  static void createSuiteTopics(String bootstrapServers) {
    create(bootstrapServers, Topics.ALL, 3);
    create(
        bootstrapServers,
        Topics.ALL.stream()
            .flatMap(topic -> SERVICES.stream().map(each -> Topics.deadLetter(topic, each)))
            .toList(),
        1);
  }

  static void create(String bootstrapServers, List<String> names, int partitions) {
    try (Admin admin = admin(bootstrapServers)) {
      List<NewTopic> topics =
          names.stream().map(name -> new NewTopic(name, partitions, ONE_COPY)).toList();
      for (var creation : admin.createTopics(topics).values().values()) {
        awaitCreation(creation);
      }
    }
  }

  private static void awaitCreation(KafkaFuture<Void> creation) {
    try {
      creation.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new StartFailed("cannot create a topic", e.getCause());
      }
    } catch (TimeoutException e) {
      throw new StartFailed("cannot create a topic in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailed("interrupted while creating a topic", e);
    }
  }

  /** Asks only once the port is open: the client logs every refused connection. */
  static boolean brokerAnswers(int port) {
    if (!Await.listens(port)) {
      return false;
    }
    try (Admin admin = admin("127.0.0.1:" + port)) {
      return !admin.describeCluster().nodes().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).isEmpty();
    } catch (ExecutionException | TimeoutException notYet) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Admin admin(String bootstrapServers) {
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            AdminClientConfig.RETRY_BACKOFF_MS_CONFIG,
            50,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            PATIENCE_MILLIS,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            6 * PATIENCE_MILLIS));
  }
}
