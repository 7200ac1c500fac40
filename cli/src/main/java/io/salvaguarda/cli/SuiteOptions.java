package io.salvaguarda.cli;

import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * Where the suite is, said on the command line: every command takes these, {@code salva --help}
 * tells of them. A token itself is never an argument: every user of a machine sees arguments.
 */
final class SuiteOptions {
  @Option(
      names = "--home",
      paramLabel = "DIR",
      hidden = true,
      scope = ScopeType.INHERIT,
      description = "the folder that holds cli.json")
  String home;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      hidden = true,
      scope = ScopeType.INHERIT,
      description = "holds your API token")
  String tokenFile;

  @Option(
      names = "--backup-url",
      paramLabel = "URL",
      hidden = true,
      scope = ScopeType.INHERIT,
      description = "backup-service")
  String backupUrl;

  @Option(
      names = "--verify-url",
      paramLabel = "URL",
      hidden = true,
      scope = ScopeType.INHERIT,
      description = "verify-service")
  String verifyUrl;

  @Option(
      names = "--restore-url",
      paramLabel = "URL",
      hidden = true,
      scope = ScopeType.INHERIT,
      description = "restore-service")
  String restoreUrl;

  @Option(
      names = "--notifier-url",
      paramLabel = "URL",
      hidden = true,
      scope = ScopeType.INHERIT,
      description = "notifier-service")
  String notifierUrl;

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      hidden = true,
      scope = ScopeType.INHERIT,
      description = "Kafka's bootstrap servers")
  String kafka;

  Optional<String> url(Service service) {
    return Optional.ofNullable(
        switch (service) {
          case BACKUP -> backupUrl;
          case VERIFY -> verifyUrl;
          case RESTORE -> restoreUrl;
          case NOTIFIER -> notifierUrl;
        });
  }
}
