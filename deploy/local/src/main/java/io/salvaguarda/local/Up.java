package io.salvaguarda.local;

import io.salvaguarda.local.stack.LocalStack;
import io.salvaguarda.local.stack.StackOptions;
import java.util.concurrent.CountDownLatch;

/**
 * Keeps the whole suite running on this machine until it is told to end. What {@code ./salva up}
 * runs.
 */
public final class Up {
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  private Up() {}

  /**
   * See {@link UpArguments}; exits 2 for arguments it does not know and 1 when something does not
   * come up.
   */
  public static void main(String[] arguments) throws InterruptedException {
    StackOptions options;
    try {
      options = UpArguments.parse(arguments, System.getenv());
    } catch (IllegalArgumentException e) {
      System.err.println("salva up: " + e.getMessage());
      System.exit(MISUSED);
      return;
    }
    System.out.println(
        "Starting Kafka, S3, PostgreSQL, SMTP and the services in " + options.home());
    try {
      run(options);
    } catch (RuntimeException e) {
      System.err.println("salva up: " + e.getMessage());
      System.exit(FAILED);
    }
  }

  private static void run(StackOptions options) throws InterruptedException {
    long begin = System.nanoTime();
    LocalStack stack = LocalStack.start(options);
    CountDownLatch closed = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  System.out.println("\nStopping…");
                  stack.close();
                  closed.countDown();
                },
                "stop-the-stack"));
    System.out.println(Welcome.of(stack, (System.nanoTime() - begin) / 1_000_000_000));
    new Arrivals(stack.mail(), stack.webhooks(), stack.webhookSecret(), stack.home())
        .printUntil(closed);
  }
}
