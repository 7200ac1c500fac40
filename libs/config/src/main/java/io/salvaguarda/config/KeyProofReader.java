package io.salvaguarda.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads a repository's {@code keyProof}. */
final class KeyProofReader {
  private static final Duration SHORTEST = Duration.ofDays(1);

  private KeyProofReader() {}

  static KeyProofs read(YamlValue value) {
    YamlMap map = value.map("every", "keyFiles");
    Duration every =
        map.get("every")
            .map(period -> period.parsed(KeyProofs.DEFAULT.every(), KeyProofReader::period))
            .orElse(KeyProofs.DEFAULT.every());
    return new KeyProofs(every, map.get("keyFiles").map(KeyProofReader::files).orElse(List.of()));
  }

  private static Duration period(String text) throws Refused {
    Duration period = Durations.parse(text);
    if (period.compareTo(SHORTEST) < 0) {
      throw new Refused("is less than a day", "Keys are proven once a day at most. Try \"90d\".");
    }
    return period;
  }

  private static List<Path> files(YamlValue list) {
    Set<Path> files = new LinkedHashSet<>();
    for (YamlValue item : list.itemsAtLeastOne("Name a key file, or leave keyFiles out.")) {
      if (!files.add(item.file())) {
        item.mistake("is named twice", "Keep one of the two.");
      }
    }
    return List.copyOf(files);
  }
}
