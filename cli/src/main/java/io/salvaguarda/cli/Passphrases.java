package io.salvaguarda.cli;

import io.salvaguarda.config.Refused;
import io.salvaguarda.config.RepositoryKey;
import io.salvaguarda.config.Secret;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Passphrases, from files, the environment or a person: never from arguments, which all can see.
 */
final class Passphrases {
  private Passphrases() {}

  /**
   * @param option that named the file
   */
  static RepositoryKey read(String option, Path file) {
    try {
      return RepositoryKey.Passphrase.read(file);
    } catch (Refused e) {
      throw new CliFailure(
          ExitCode.USAGE,
          "%s: the passphrase %s. %s".formatted(option, e.getMessage(), e.remedy()));
    }
  }

  /**
   * From the environment, else from whoever sits at the terminal.
   *
   * @param option that could have named a file, for the message when there is neither
   * @param isNew a new one is typed twice
   */
  static RepositoryKey ask(ClientCommand command, String variable, String option, boolean isNew) {
    String given = command.environment().getOrDefault(variable, "");
    String passphrase = given.isBlank() ? typed(command, variable, option, isNew) : given;
    return new RepositoryKey.Passphrase(Secret.of(passphrase));
  }

  private static String typed(
      ClientCommand command, String variable, String option, boolean isNew) {
    Prompt prompt = command.prompt();
    String first =
        prompt
            .hidden(isNew ? "New passphrase: " : "Passphrase: ")
            .filter(text -> !text.isBlank())
            .orElseThrow(
                () ->
                    new CliFailure(
                        ExitCode.USAGE,
                        "no passphrase: name its file with %s, or set %s"
                            .formatted(option, variable)));
    if (isNew && !Optional.of(first).equals(prompt.hidden("The same again: "))) {
      throw new CliFailure(ExitCode.USAGE, "the two passphrases differ");
    }
    return first;
  }
}
