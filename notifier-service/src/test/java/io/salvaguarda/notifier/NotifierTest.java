package io.salvaguarda.notifier;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.salvaguarda.notifier.testing.NotifierStack;
import io.salvaguarda.notifier.testing.Suite;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the tests on the running service share. */
@QuarkusTestResource(
    value = NotifierStack.class,
    initArgs = @ResourceArg(name = "role", value = "notifier"))
public abstract class NotifierTest {

  protected static final Instant NOW =
      Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS);

  protected Suite suite;

  @BeforeEach
  void open() {
    suite = new Suite();
  }

  @AfterEach
  void close() {
    suite.close();
  }

  protected static void eventually(Callable<Boolean> condition) {
    await().atMost(60, SECONDS).pollInterval(50, MILLISECONDS).until(condition);
  }
}
