package io.salvaguarda.cli;

import io.salvaguarda.access.Failures;
import io.salvaguarda.access.Repositories;
import io.salvaguarda.config.ConfigLoader;
import io.salvaguarda.config.LoadResult;
import io.salvaguarda.config.Mistake;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.events.Failure;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.RepositoryException;
import io.salvaguarda.repository.store.RetryPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** What commands on a repository have: which one of which configuration, and its failures. */
abstract class RepositoryCommand extends ClientCommand {
  /** A person waits: shorter than a service would. */
  private static final RetryPolicy RETRIES =
      new RetryPolicy(Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofSeconds(30));

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "the salvaguarda.yaml that names it")
  Path file;

  @Option(
      names = "--repository",
      paramLabel = "NAME",
      description = "needed when there are several")
  String name;

  @Override
  public final Integer call() throws IOException {
    SuiteConfig config = load();
    String chosen = chosen(config);
    try (Repositories repositories = new Repositories(config, RETRIES)) {
      return run(repositories.existing(chosen));
    } catch (RepositoryException.NoSuchBackup | RepositoryException.Absent e) {
      throw new CliFailure(ExitCode.NOT_FOUND, "repository " + chosen + ": " + e.getMessage());
    } catch (IOException e) {
      throw Failures.of(e, chosen).map(RepositoryCommand::failure).orElseThrow(() -> e);
    }
  }

  abstract int run(BackupRepository repository) throws IOException;

  private static CliFailure failure(Failure failure) {
    int code =
        switch (failure.errorClass()) {
          case STORE_UNAVAILABLE, DISK_FULL -> ExitCode.UNREACHABLE;
          case STORE_DENIED -> ExitCode.REFUSED;
          case REPOSITORY_KEY, CONFIGURATION -> ExitCode.USAGE;
          default -> ExitCode.FAILED;
        };
    return new CliFailure(code, failure.message() + "\n  next: " + failure.nextStep());
  }

  private SuiteConfig load() {
    Path from = file == null ? ConfigCommand.fileOf(suite()) : file;
    return switch (ConfigLoader.load(from, environment())) {
      case LoadResult.Loaded loaded -> loaded.config();
      case LoadResult.Broken broken ->
          throw new CliFailure(
              ExitCode.USAGE,
              broken.mistakes().stream()
                  .map(Mistake::render)
                  .map(Cells::line)
                  .collect(Collectors.joining("\n  ", "the configuration is broken\n  ", "")));
    };
  }

  private String chosen(SuiteConfig config) {
    Set<String> names = config.repositories().keySet();
    if (name == null && names.size() == 1) {
      return names.iterator().next();
    }
    if (name == null || !names.contains(name)) {
      throw new CliFailure(
          ExitCode.USAGE, "--repository must be one of " + String.join(", ", names));
    }
    return name;
  }
}
