package io.salvaguarda.kit.config;

import io.quarkus.runtime.Startup;
import io.salvaguarda.config.ConfigLoader;
import io.salvaguarda.config.LoadResult;
import io.salvaguarda.config.SuiteConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The suite's configuration as a bean. A broken file stops the start, with every mistake in it. */
@Singleton
@Startup
public class ConfigurationAtStart {

  private final SuiteConfig config;

  ConfigurationAtStart(@ConfigProperty(name = "salvaguarda.config") Path file) {
    this.config =
        switch (ConfigLoader.load(file, System.getenv())) {
          case LoadResult.Loaded loaded -> loaded.config();
          case LoadResult.Broken broken -> throw new BrokenConfiguration(render(broken));
        };
  }

  @Produces
  @Singleton
  SuiteConfig config() {
    return config;
  }

  private static String render(LoadResult.Broken broken) {
    return broken.mistakes().stream()
        .map(mistake -> mistake.render())
        .collect(Collectors.joining("\n  ", "the configuration has mistakes:\n  ", ""));
  }

  /** Stops the start. */
  static final class BrokenConfiguration extends RuntimeException {
    BrokenConfiguration(String message) {
      super(message);
    }
  }
}
