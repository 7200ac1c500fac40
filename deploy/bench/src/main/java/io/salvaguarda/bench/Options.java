package io.salvaguarda.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code --name value} pairs. */
final class Options {

  private Options() {}

  /**
   * @throws IllegalArgumentException naming the option that is unknown or lacks a value
   */
  static Map<String, String> parse(String[] arguments, String... known) {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      if (!List.of(known).contains(arguments[i])) {
        throw new IllegalArgumentException(
            "unknown option " + arguments[i] + "; there are " + String.join(", ", known));
      }
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException(arguments[i] + " needs a value");
      }
      options.put(arguments[i], arguments[i + 1]);
    }
    return options;
  }
}
