package io.salvaguarda.bench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was said on the command line, as {@code --name value} pairs. */
public final class GivenOptions {

  private final Map<String, String> given = new HashMap<>();

  /**
   * @param known the names that there are
   * @throws IllegalArgumentException naming the option that is unknown or lacks a value
   */
  public GivenOptions(List<String> known, String... arguments) {
    for (int i = 0; i < arguments.length; i += 2) {
      if (!known.contains(arguments[i])) {
        throw new IllegalArgumentException(
            "unknown option " + arguments[i] + "; there are " + String.join(", ", known));
      }
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException(arguments[i] + " needs a value");
      }
      given.put(arguments[i], arguments[i + 1]);
    }
  }

  /**
   * @throws IllegalArgumentException naming the option, its value and what would be right
   */
  public int number(String name, int usual, int least) {
    String value = given.getOrDefault(name, String.valueOf(usual));
    if (!value.matches("\\d{1,7}") || Integer.parseInt(value) < least) {
      throw new IllegalArgumentException(
          name + " is " + value + "; it must be a whole number from " + least + " to 9999999");
    }
    return Integer.parseInt(value);
  }

  public Optional<String> text(String name) {
    return Optional.ofNullable(given.get(name));
  }

  /** The folder that gets the report. */
  public Path out() {
    return Path.of(text("--out").orElse("docs/benchmarks"));
  }
}
