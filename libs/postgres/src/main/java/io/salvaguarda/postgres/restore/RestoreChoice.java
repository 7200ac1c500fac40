package io.salvaguarda.postgres.restore;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is wanted of a dump's archives.
 *
 * @param all how they are restored
 * @param lists for {@link RestoreOptions#only(String)}, by archive: nothing is wanted of those that
 *     are not in it; empty: everything of all
 */
public record RestoreChoice(RestoreOptions all, Optional<Map<String, String>> lists) {

  public RestoreChoice {
    lists = lists.map(Map::copyOf);
  }

  public static RestoreChoice everything(RestoreOptions options) {
    return new RestoreChoice(options, Optional.empty());
  }

  /** How that archive is restored, of which something is wanted. */
  public RestoreOptions options(String archive) {
    return lists.map(wanted -> all.only(wanted.get(archive))).orElse(all);
  }

  List<String> wanted(List<String> archives) {
    return lists
        .map(wanted -> archives.stream().filter(wanted::containsKey).toList())
        .orElse(archives);
  }
}
