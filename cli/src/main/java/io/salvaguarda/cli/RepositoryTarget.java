package io.salvaguarda.cli;

import io.salvaguarda.config.ConfigLoader;
import io.salvaguarda.config.DirectoryRepositoryConfig;
import io.salvaguarda.config.LoadResult;
import io.salvaguarda.config.Mistake;
import io.salvaguarda.config.RepositoryConfig;
import io.salvaguarda.config.RepositoryKey;
import io.salvaguarda.config.S3RepositoryConfig;
import io.salvaguarda.config.SuiteConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Which repository, and what opens it: of a salvaguarda.yaml, or said on the command line. */
final class RepositoryTarget {
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

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "a repository in this folder, with no salvaguarda.yaml")
  Path directory;

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = "open it with the passphrase in this file")
  Path passphraseFile;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "open it with this key file, or the private half of a public key")
  Path keyFile;

  /** Was the key said on the command line, so that the configuration is not to blame for it? */
  boolean keyIsSaid() {
    return directory != null || passphraseFile != null || keyFile != null;
  }

  /**
   * @param mustExist whether a folder that is missing is a mistake
   */
  RepositoryConfig resolve(ClientCommand command, boolean mustExist) {
    if (directory != null) {
      return inDirectory(command, mustExist);
    }
    RepositoryConfig configured = configured(command);
    return said().map(key -> with(configured, key)).orElse(configured);
  }

  private RepositoryConfig inDirectory(ClientCommand command, boolean mustExist) {
    if (file != null || name != null) {
      throw new CliFailure(
          ExitCode.USAGE, "--directory stands for --config and --repository: leave those out");
    }
    if (mustExist && !Files.isDirectory(directory)) {
      throw new CliFailure(ExitCode.NOT_FOUND, "there is no folder " + directory);
    }
    RepositoryKey key =
        said()
            .orElseGet(
                () ->
                    Passphrases.ask(command, "SALVA_PASSPHRASE", "--passphrase-file", !mustExist));
    return new DirectoryRepositoryConfig(directory.toString(), directory.toAbsolutePath(), key);
  }

  private Optional<RepositoryKey> said() {
    if (passphraseFile != null && keyFile != null) {
      throw new CliFailure(
          ExitCode.USAGE, "--passphrase-file and --key-file exclude each other: keep one");
    }
    if (passphraseFile != null) {
      return Optional.of(Passphrases.read("--passphrase-file", passphraseFile));
    }
    return keyFile == null ? Optional.empty() : Optional.of(KeyFileOption.read(keyFile));
  }

  /**
   * A second place for what this one holds, opened by the same keys.
   *
   * @param other a repository of the configuration, when {@code folder} is null
   */
  RepositoryConfig another(ClientCommand command, String other, Path folder) {
    RepositoryConfig here = resolve(command, true);
    if (folder != null) {
      Path there = folder.toAbsolutePath();
      return new DirectoryRepositoryConfig(folder.toString(), there, here.key());
    }
    Map<String, RepositoryConfig> known = load(command).repositories();
    if (!known.containsKey(other) || other.equals(here.name())) {
      throw new CliFailure(
          ExitCode.USAGE,
          "--to: \"%s\" is no other repository; there are %s"
              .formatted(Cells.line(other), String.join(", ", known.keySet())));
    }
    return known.get(other);
  }

  private RepositoryConfig configured(ClientCommand command) {
    SuiteConfig config = load(command);
    Set<String> names = config.repositories().keySet();
    if (name == null && names.size() == 1) {
      return config.repositories().values().iterator().next();
    }
    if (name == null || !names.contains(name)) {
      throw new CliFailure(
          ExitCode.USAGE, "--repository must be one of " + String.join(", ", names));
    }
    return config.repositories().get(name);
  }

  private SuiteConfig load(ClientCommand command) {
    Path from = file == null ? ConfigCommand.fileOf(command.suite()) : file;
    return switch (ConfigLoader.load(from, command.environment())) {
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

  private static RepositoryConfig with(RepositoryConfig repository, RepositoryKey key) {
    return switch (repository) {
      case DirectoryRepositoryConfig d -> new DirectoryRepositoryConfig(d.name(), d.path(), key);
      case S3RepositoryConfig s ->
          new S3RepositoryConfig(
              s.name(),
              s.endpoint(),
              s.region(),
              s.bucket(),
              s.prefix(),
              s.accessKey(),
              s.secretKey(),
              s.caCertificate(),
              key,
              s.copies(),
              s.keyProofs(),
              s.objectLock(),
              s.quota());
    };
  }

  /** For people: {@code s3 https://host/bucket/prefix}, or {@code directory /path}. */
  static String place(RepositoryConfig repository) {
    return switch (repository) {
      case DirectoryRepositoryConfig d -> "directory " + d.path();
      case S3RepositoryConfig s -> "s3 %s/%s/%s".formatted(s.endpoint(), s.bucket(), s.prefix());
    };
  }
}
