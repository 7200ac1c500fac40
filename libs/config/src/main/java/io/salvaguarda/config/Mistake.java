package io.salvaguarda.config;

/**
 * One thing that is wrong with the file.
 *
 * @param file the file's name as given
 * @param line from 1
 * @param column from 1
 * @param path where in the structure, for example {@code plans.daily.logical}; empty for the file
 * @param message what is wrong, without a full stop; never shows a secret
 * @param remedy what would be right: one or more sentences
 */
public record Mistake(
    String file, int line, int column, String path, String message, String remedy) {

  /** One line in the form that editors can jump to. */
  public String render() {
    return "%s:%d:%d %s%s. %s"
        .formatted(file, line, column, path.isEmpty() ? "" : path + ": ", message, remedy);
  }
}
