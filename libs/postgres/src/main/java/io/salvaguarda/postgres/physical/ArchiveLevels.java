package io.salvaguarda.postgres.physical;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A backup of changes holds the archives of what they are changes of, too, under other names:
 * {@code before-01-base.tar} is of the backup before, {@code before-02-base.tar} of the one before
 * that. So it needs no other backup.
 */
public final class ArchiveLevels {
  private static final Pattern EARLIER = Pattern.compile("before-([0-9]{2})-(.+)");
  private static final int MOST = 99;

  private ArchiveLevels() {}

  /** Of how many backups, its own among them, one with these archives consists. */
  public static int of(Collection<String> names) {
    return 1 + names.stream().mapToInt(ArchiveLevels::levelOf).max().orElse(0);
  }

  /** The archives of everything, by the names that they have in the backup. */
  public static List<String> oldest(Collection<String> names) {
    int level = of(names) - 1;
    return names.stream().filter(name -> levelOf(name) == level).toList();
  }

  /** What an archive is called in the backup of the changes since. */
  public static String before(String name) {
    int level = levelOf(name) + 1;
    if (level > MOST) {
      throw new IllegalArgumentException("there is nothing before " + name);
    }
    return named(level, plain(name));
  }

  /** The archives of one level, by the names that they had then; 0 is the backup's own. */
  static List<String> at(int level, Collection<String> names) {
    List<String> found = new ArrayList<>();
    names.stream()
        .filter(name -> levelOf(name) == level)
        .map(ArchiveLevels::plain)
        .forEach(found::add);
    return found;
  }

  /** The name that an archive of that level has in the backup. */
  static String named(int level, String plain) {
    return level == 0 ? plain : "before-%02d-%s".formatted(level, plain);
  }

  private static int levelOf(String name) {
    Matcher earlier = EARLIER.matcher(name);
    return earlier.matches() ? Integer.parseInt(earlier.group(1)) : 0;
  }

  private static String plain(String name) {
    Matcher earlier = EARLIER.matcher(name);
    return earlier.matches() ? earlier.group(2) : name;
  }
}
