package io.salvaguarda.kit.config;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.salvaguarda.config.ConfigLoader;
import io.salvaguarda.config.LoadResult;
import io.salvaguarda.config.Mistake;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Every service's main: reads salvaguarda.yaml before anything else is tried, so that a mistake in
 * it is told at once, in plain lines, also when no database can be reached.
 */
@QuarkusMain
public final class ServiceStart {

  /** As for a wrong use of a command. */
  private static final int MISTAKEN = 2;

  private ServiceStart() {}

  public static void main(String... arguments) {
    Optional<Path> file =
        ConfigProvider.getConfig().getOptionalValue("salvaguarda.config", Path.class);
    if (file.isPresent()
        && ConfigLoader.load(file.get(), System.getenv()) instanceof LoadResult.Broken broken) {
      tell(broken.mistakes(), System.err);
      System.exit(MISTAKEN);
    }
    Quarkus.run(arguments);
  }

  private static void tell(List<Mistake> mistakes, PrintStream out) {
    out.println("This service does not start: mistakes in its configuration.");
    // what a file holds must not move a terminal's cursor
    mistakes.forEach(mistake -> out.println(mistake.render().replaceAll("\\p{Cntrl}", " ")));
  }
}
