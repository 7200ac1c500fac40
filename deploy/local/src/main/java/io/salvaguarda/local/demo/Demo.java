package io.salvaguarda.local.demo;

import io.salvaguarda.local.StartFailed;
import io.salvaguarda.local.stack.LocalStack;
import io.salvaguarda.local.stack.StackOptions;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tells the whole story on this machine. What {@code ./salva demo} runs. */
public final class Demo {
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  private Demo() {}

  /**
   * See {@link DemoArguments}; exits 0 when every step happened, 2 for arguments it does not know
   * and 1 when a step did not happen. Nothing is left running.
   */
  public static void main(String[] arguments) {
    StackOptions options;
    try {
      options = DemoArguments.parse(arguments, System.getenv());
    } catch (IllegalArgumentException e) {
      System.err.println("salva demo: " + e.getMessage());
      System.exit(MISUSED);
      return;
    }
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    Stage stage = new Stage(out, Terminal.isWatching(System.getenv()), System::nanoTime);
    System.exit(tell(options, stage));
  }

  private static int tell(StackOptions options, Stage stage) {
    try {
      LocalStack stack = new StartStep(stage).run(options);
      AtomicBoolean open = new AtomicBoolean(true);
      Runnable close =
          () -> {
            if (open.getAndSet(false)) {
              stack.close();
            }
          };
      // Ctrl-C ends the JVM, not the story: its processes must not outlive it
      Runtime.getRuntime().addShutdownHook(new Thread(close, "stop-the-stack"));
      try {
        new Story(stack, stage).tell();
      } finally {
        close.run();
      }
      stage.applause("Every step happened as promised; everything is stopped.");
      return 0;
    } catch (StepFailed | StartFailed | IllegalStateException e) {
      stage.failed(
          List.of(
              "THE DEMO FAILED: " + e.getMessage(),
              "Logs of the services: "
                  + options.home().resolve("logs")
                  + "; of Kafka, S3 and PostgreSQL: in "
                  + options.home()));
      return FAILED;
    }
  }
}
