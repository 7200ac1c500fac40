package io.salvaguarda.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salvaguarda.config.RepositoryKey;
import io.salvaguarda.config.S3RepositoryConfig;
import io.salvaguarda.config.Secret;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.local.CarelessS3;
import io.salvaguarda.local.S3Server;
import io.salvaguarda.repository.store.RetryPolicy;
import io.salvaguarda.repository.store.StoreException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server; what it is able to do is found out and told once. */
class FitStoresTest {

  @TempDir Path folder;
  private final Logger logger = Logger.getLogger(FitStores.class.getName());
  private final Lines lines = new Lines();

  @BeforeEach
  void listen() {
    logger.addHandler(lines);
  }

  @AfterEach
  void stopListening() {
    logger.removeHandler(lines);
  }

  @Test
  void whatAStoreIsAbleToDoIsToldOnceAndOnlyToThoseWhoWrite() throws Exception {
    try (S3Server server = S3Server.start(folder);
        Repositories repositories = repositories(server)) {
      repositories.get("main");
      repositories.get("main");
      repositories.existing("main");

      assertThat(lines.said).hasSize(1);
      assertThat(lines.said.getFirst())
          .startsWith("event=store.abilities repository=main ")
          .contains(" conditionalPut=yes ", " consistentLists=yes ", " answers=\"");
    }
  }

  @Test
  void whoOnlyReadsProbesNothing() throws Exception {
    try (S3Server server = S3Server.start(folder)) {
      try (Repositories writer = repositories(server)) {
        writer.get("main");
      }
      lines.said.clear();
      try (Repositories reader = repositories(server)) {
        assertThat(reader.existing("main").list()).isEmpty();
      }
      assertThat(lines.said).isEmpty();
    }
  }

  @Test
  void aStoreThatOverwritesWithoutAWordIsRefusedBeforeAnythingIsWritten() throws Exception {
    try (CarelessS3 server = new CarelessS3();
        Repositories repositories = repositories(server.endpoint(), "anyone", "anything")) {
      assertThatThrownBy(() -> repositories.get("main"))
          .isInstanceOf(StoreException.Unfit.class)
          .hasMessageContaining("If-None-Match");
      assertThatThrownBy(() -> repositories.requireFit("main"))
          .isInstanceOf(StoreException.Unfit.class);

      assertThat(server.written()).isNotEmpty().allMatch(key -> key.contains("/probe/"));
    }
  }

  private static Repositories repositories(S3Server server) {
    return repositories(server.endpoint(), server.accessKey(), server.secretKey());
  }

  private static Repositories repositories(URI endpoint, String accessKey, String secretKey) {
    var main =
        new S3RepositoryConfig(
            "main",
            endpoint,
            S3Server.REGION,
            S3Server.BUCKET,
            "",
            Secret.of(accessKey),
            Secret.of(secretKey),
            Optional.empty(),
            new RepositoryKey.Passphrase(Secret.of("open")));
    SuiteConfig config =
        new SuiteConfig(
            Map.of("main", main), Map.of(), Map.of(), Map.of(), Map.of(), "dba", List.of());
    return new Repositories(config, RetryPolicy.DEFAULT);
  }

  private static final class Lines extends Handler {
    private final List<String> said = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord entry) {
      said.add(java.text.MessageFormat.format(entry.getMessage(), entry.getParameters()));
    }

    @Override
    public void flush() {
      // nothing is kept back
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
