package io.salvaguarda.config;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** A mapping of the file. Keys that appear twice have been noted as mistakes; the first counts. */
final class YamlMap {
  private record Entry(Node key, YamlValue value) {}

  private final YamlValue whole;
  private final String path;
  private final boolean mistaken;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  // told as unknown keys already: not to be told as missing too
  private final Set<String> misspelt = new HashSet<>();

  private YamlMap(YamlValue whole, String path, boolean mistaken) {
    this.whole = whole;
    this.path = path;
    this.mistaken = mistaken;
  }

  static YamlMap empty(YamlValue whole, String path) {
    return new YamlMap(whole, path, false);
  }

  /** In the place of something that is no mapping: what it lacks is not worth a mistake more. */
  static YamlMap mistaken(YamlValue whole, String path) {
    return new YamlMap(whole, path, true);
  }

  static YamlMap of(YamlValue whole, String path, MappingNode mapping, Surroundings surroundings) {
    YamlMap map = new YamlMap(whole, path, false);
    for (NodeTuple tuple : mapping.getValue()) {
      map.put(tuple, surroundings);
    }
    return map;
  }

  /** The same mapping, after noting every key that is none of the known ones. */
  static YamlMap withKeys(YamlMap map, Collection<String> known) {
    map.entries.forEach(
        (key, entry) -> {
          if (!known.contains(key)) {
            map.note(entry.key, key, "is not a known key", Nearest.remedy(key, known, "keys"));
            Nearest.of(key, known).ifPresent(map.misspelt::add);
          }
        });
    return map;
  }

  Optional<YamlValue> get(String key) {
    return Optional.ofNullable(entries.get(key)).map(Entry::value);
  }

  /** The value of a key that must be there; notes it when it is not. */
  Optional<YamlValue> require(String key, String example) {
    Optional<YamlValue> value = get(key);
    if (value.isEmpty() && !mistaken && !misspelt.contains(key)) {
      whole.mistake("\"" + key + "\" is missing", "Add: " + key + ": " + example);
    }
    return value;
  }

  /** Notes it unless exactly one of two keys is there; answers whether that is so. */
  boolean requireOne(String key, String example, String other, String otherExample) {
    boolean has = get(key).isPresent();
    boolean hasOther = get(other).isPresent();
    if (has && hasOther) {
      Entry second = entries.get(other);
      note(second.key, other, "stands beside " + key, "Keep one of the two.");
    } else if (!has
        && !hasOther
        && !mistaken
        && !misspelt.contains(key)
        && !misspelt.contains(other)) {
      whole.mistake(
          "\"%s\" is missing".formatted(key),
          "Add: %s: %s, or %s: %s".formatted(key, example, other, otherExample));
    }
    return has != hasOther;
  }

  /** Reads every entry of a section whose keys are names; notes names that are malformed. */
  <T> Map<String, T> named(EntryReader<T> reader) {
    Map<String, T> read = new LinkedHashMap<>();
    entries.forEach(
        (name, entry) -> {
          if (!Names.isValid(name)) {
            note(entry.key, name, "is not a valid name", Names.REMEDY);
          }
          read.put(name, reader.read(name, entry.value));
        });
    return read;
  }

  /** Reads one entry of a section. */
  interface EntryReader<T> {
    T read(String name, YamlValue value);
  }

  private void put(NodeTuple tuple, Surroundings surroundings) {
    Node key = tuple.getKeyNode();
    if (!(key instanceof ScalarNode scalar)) {
      note(key, "?", "is not a plain key", "Write a word and a colon.");
      return;
    }
    String name = scalar.getValue();
    Entry first = entries.get(name);
    if (first != null) {
      note(
          key,
          name,
          "appears a second time",
          "It is already on line %d; keep one of the two."
              .formatted(first.key.getStartMark().map(mark -> mark.getLine() + 1).orElse(1)));
      return;
    }
    entries.put(name, new Entry(key, new YamlValue(at(name), tuple.getValueNode(), surroundings)));
  }

  private void note(Node key, String name, String message, String remedy) {
    whole.surroundings().mistakes().add(key.getStartMark(), at(name), message, remedy);
  }

  private String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
