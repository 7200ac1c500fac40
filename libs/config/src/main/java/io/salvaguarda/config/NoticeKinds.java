package io.salvaguarda.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What notices can be about: the causes of incidents, as the notifier names them. */
public final class NoticeKinds {
  /** All of them. A test of the notifier holds them equal to its causes. */
  public static final Set<String> ALL =
      Set.of(
          "backup",
          "verification",
          "restore",
          "drill",
          "window",
          "storage",
          "retention",
          "prune",
          "copy",
          "key",
          "wal",
          "outage",
          "events");

  private static final Map<String, String> WORDS =
      ALL.stream().collect(Collectors.toMap(kind -> kind, kind -> kind, (a, b) -> a, TreeMap::new));

  private NoticeKinds() {}

  static Set<String> read(YamlValue list) {
    return list.itemsAtLeastOne("Name a kind, or leave kinds out for all.").stream()
        .map(kind -> kind.oneOf("backup", "kind of notice", WORDS))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static List<Glob> sources(YamlValue list) {
    return list
        .itemsAtLeastOne("Name a source or a pattern, or leave sources out for all.")
        .stream()
        .map(glob -> glob.parsed(Glob.ANY, Glob::parse))
        .toList();
  }
}
