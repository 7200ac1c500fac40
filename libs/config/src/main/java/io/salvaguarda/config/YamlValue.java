package io.salvaguarda.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value of the file, with its place. Every reading method notes what is wrong and then answers
 * the given fallback, so that reading goes on; the fallback is never used, for a file with a
 * mistake is refused as a whole.
 */
final class YamlValue {
  /** Reads a value out of its text. */
  interface Parser<T> {
    T parse(String text) throws Refused;
  }

  private static final int QUOTED_LENGTH = 60;

  private final String path;
  private final Node node;
  private final Surroundings surroundings;
  // kept, so that mistakes in the mapping are noted once however often it is asked for
  private YamlMap entries;

  YamlValue(String path, Node node, Surroundings surroundings) {
    this.path = path;
    this.node = node;
    this.surroundings = surroundings;
  }

  void mistake(String message, String remedy) {
    surroundings.mistakes().add(node.getStartMark(), path, message, remedy);
  }

  /** A text that is not blank. */
  String text() {
    return parsed("", text -> text);
  }

  int integer(int fallback, int low, int high) {
    return parsed(
        fallback,
        text -> {
          String remedy = "Write a whole number from %d to %d.".formatted(low, high);
          try {
            int value = Integer.parseInt(text);
            if (value < low || value > high) {
              throw new Refused("is outside %d-%d".formatted(low, high), remedy);
            }
            return value;
          } catch (NumberFormatException e) {
            throw new Refused("is not a whole number", remedy);
          }
        });
  }

  boolean flag(boolean fallback) {
    return parsed(
        fallback,
        text -> {
          if (!text.equals("true") && !text.equals("false")) {
            throw new Refused("is not true or false", "Write true or false.");
          }
          return text.equals("true");
        });
  }

  <T> T oneOf(T fallback, String kind, Map<String, T> words) {
    return parsed(
        fallback,
        text -> {
          if (!words.containsKey(text)) {
            throw new Refused(
                "is not a known " + kind, Nearest.remedy(text, words.keySet(), "values"));
          }
          return words.get(text);
        });
  }

  /** The name of something else in the file. */
  String reference(Set<String> names, String kind, String kindPlural) {
    return parsed(
        "",
        text -> {
          if (!names.contains(text)) {
            throw new Refused(
                "is not the name of a " + kind, Nearest.remedy(text, names, kindPlural));
          }
          return text;
        });
  }

  /** A value whose text may be shown. */
  <T> T parsed(T fallback, Parser<T> parser) {
    return read(fallback, parser, '"' + shortened() + "\" ");
  }

  /** A value that may also be an empty text. */
  <T> T textOr(T empty, Parser<T> parser) {
    return node instanceof ScalarNode && node.getTag() != Tag.NULL && rawText().isEmpty()
        ? empty
        : parsed(empty, parser);
  }

  /** A file or folder, absolute; it need not exist. */
  Path file() {
    return parsed(Path.of(""), text -> FilePaths.parse(text, surroundings.folder()));
  }

  /** A PEM file that holds at least one certificate. */
  Path certificates() {
    return parsed(Path.of(""), text -> Certificates.parse(text, surroundings.folder()));
  }

  /** A file that opens a repository. */
  RepositoryKey keyFile() {
    return parsed(
        new RepositoryKey.Passphrase(Secret.of("")),
        text -> {
          if (text.startsWith("file:")) {
            throw new Refused(
                "begins with file:, which only secrets do", "Write the file's name alone.");
          }
          return RepositoryKey.KeyFile.read(FilePaths.parse(text, surroundings.folder()));
        });
  }

  /** A value whose text must not be shown. */
  <T> T hidden(T fallback, Parser<T> parser) {
    return read(fallback, parser, "the value ");
  }

  /** A text, a placeholder or {@code file:}, never shown. */
  Secret secret() {
    return secret(text -> {});
  }

  /** A secret that must also pass the check. */
  Secret secret(SecretText.Check check) {
    return hidden(Secret.of(""), text -> SecretText.read(rawText(), surroundings, check));
  }

  List<YamlValue> items() {
    if (!(node instanceof SequenceNode sequence)) {
      mistake("is not a list", "Write it as [one, another], or as lines that start with \"- \".");
      return List.of();
    }
    List<YamlValue> items = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      items.add(new YamlValue(path + "[" + items.size() + "]", item, surroundings));
    }
    return items;
  }

  List<YamlValue> itemsAtLeastOne(String why) {
    List<YamlValue> items = items();
    if (node instanceof SequenceNode && items.isEmpty()) {
      mistake("is an empty list", why);
    }
    return items;
  }

  /** The keys of a mapping; none when it is something else. Notes nothing. */
  Set<String> keys() {
    return node instanceof MappingNode mapping
        ? mapping.getValue().stream()
            .map(NodeTuple::getKeyNode)
            .filter(ScalarNode.class::isInstance)
            .map(key -> ((ScalarNode) key).getValue())
            .collect(Collectors.toUnmodifiableSet())
        : Set.of();
  }

  /** A mapping with these keys and no others. */
  YamlMap map(String... keys) {
    return YamlMap.withKeys(entries(), List.of(keys));
  }

  /** A mapping with any keys; nothing at all counts as an empty one. */
  YamlMap entries() {
    if (entries == null) {
      entries = readEntries();
    }
    return entries;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  private YamlMap readEntries() {
    if (node instanceof MappingNode mapping) {
      return YamlMap.of(this, path, mapping, surroundings);
    }
    if (node.getTag() == Tag.NULL) {
      return YamlMap.empty(this, path);
    }
    mistake("is not a mapping", "Write it as lines of \"key: value\", indented alike.");
    return YamlMap.mistaken(this, path);
  }

  private <T> T read(T fallback, Parser<T> parser, String shown) {
    if (!(node instanceof ScalarNode)) {
      mistake("is not a single value", "Write one value, not a list or a mapping.");
      return fallback;
    }
    if (node.getTag() == Tag.NULL || rawText().isBlank()) {
      mistake("is empty", "Write a value after the colon, or leave the key out.");
      return fallback;
    }
    try {
      return parser.parse(surroundings.placeholders().expand(rawText()));
    } catch (Refused e) {
      mistake(shown + e.getMessage(), e.remedy());
      return fallback;
    }
  }

  /** As written: what an environment variable holds is not shown. */
  private String shortened() {
    String text = rawText().strip().replaceAll("\\p{Cntrl}+", " ");
    return text.length() <= QUOTED_LENGTH ? text : text.substring(0, QUOTED_LENGTH) + "…";
  }

  private String rawText() {
    return node instanceof ScalarNode scalar ? scalar.getValue() : "";
  }
}
