package io.salvaguarda.postgres.restore;

import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.tools.ToolContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An archive's table of contents, as {@code pg_restore --list} reads it. */
public record ArchiveToc(List<Entry> entries) {
  private static final Pattern ENTRY = Pattern.compile("(\\d+); (\\d+) (\\d+) (.*)");

  /** What is done to an object rather than made: such entries have no catalog of their own. */
  private static final Set<String> NO_OBJECTS =
      Set.of(
          "MATERIALIZED VIEW DATA",
          "TABLE DATA",
          "TABLE ATTACH",
          "INDEX ATTACH",
          "SEQUENCE SET",
          "SEQUENCE OWNED BY",
          "ROW SECURITY");

  /** Kinds of more than one word, the longer of two that begin alike first. */
  private static final List<String> LONG_KINDS =
      Stream.concat(
              NO_OBJECTS.stream(),
              Stream.of(
                  "MATERIALIZED VIEW",
                  "FOREIGN TABLE",
                  "FOREIGN SERVER",
                  "FOREIGN DATA WRAPPER",
                  "FK CONSTRAINT",
                  "CHECK CONSTRAINT",
                  "EVENT TRIGGER",
                  "SECURITY LABEL",
                  "DEFAULT ACL",
                  "DATABASE PROPERTIES",
                  "PUBLICATION TABLE",
                  "PUBLICATION TABLES IN SCHEMA",
                  "ACCESS METHOD",
                  "OPERATOR CLASS",
                  "OPERATOR FAMILY",
                  "PROCEDURAL LANGUAGE",
                  "SHELL TYPE",
                  "TEXT SEARCH CONFIGURATION",
                  "TEXT SEARCH DICTIONARY",
                  "TEXT SEARCH PARSER",
                  "TEXT SEARCH TEMPLATE",
                  "USER MAPPING",
                  "LARGE OBJECT",
                  "BLOB METADATA"))
          .sorted(Comparator.comparing(String::length).reversed())
          .toList();

  private static final String DEPENDS = ";\tdepends on: ";

  public ArchiveToc {
    entries = List.copyOf(entries);
  }

  /**
   * @param id within the archive
   * @param oid the object's id in the source; 0 for what is no object of its own
   * @param kind PostgreSQL's word for it: TABLE, TABLE DATA, INDEX …
   * @param name schema, name and owner, with blanks between them
   * @param dependencies ids of entries, some of which may not be in this archive
   */
  public record Entry(int id, long oid, String kind, String name, Set<Integer> dependencies) {
    boolean is(String... kinds) {
      return List.of(kinds).contains(kind);
    }
  }

  /**
   * Reads the table of contents, which is at the archive's beginning: the stream is not read
   * further than needed. The caller closes it.
   *
   * @throws IOException what the stream threw
   */
  public static Outcome<ArchiveToc> read(ToolContext context, InputStream archive)
      throws IOException {
    return switch (TocReading.start(context)) {
      case Outcome.Failed<TocReading> failed -> Outcome.failed(failed.failure());
      case Outcome.Done<TocReading> started -> {
        try (TocReading reading = started.value()) {
          byte[] buffer = new byte[64 << 10];
          int count = archive.read(buffer);
          while (count >= 0 && reading.feed(buffer, 0, count)) {
            count = archive.read(buffer);
          }
          yield reading.end();
        }
      }
    };
  }

  /** What {@code pg_restore --list --verbose} says. */
  static ArchiveToc parsed(BufferedReader reader) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      Matcher entry = ENTRY.matcher(line);
      if (entry.matches()) {
        entries.add(entry(entry));
      } else if (line.startsWith(DEPENDS) && !entries.isEmpty()) {
        Entry last = entries.removeLast();
        entries.add(
            new Entry(
                last.id(),
                last.oid(),
                last.kind(),
                last.name(),
                ids(line.substring(DEPENDS.length()))));
      }
    }
    return new ArchiveToc(entries);
  }

  private static Entry entry(Matcher line) {
    String description = line.group(4);
    boolean anObject = !line.group(2).equals("0");
    String kind =
        LONG_KINDS.stream()
            .filter(known -> description.startsWith(known + " "))
            .filter(known -> !anObject || !NO_OBJECTS.contains(known))
            .findFirst()
            .orElseGet(() -> description.split(" ", 2)[0]);
    return new Entry(
        Integer.parseInt(line.group(1)),
        Long.parseLong(line.group(3)),
        kind,
        description.substring(Math.min(description.length(), kind.length() + 1)),
        Set.of());
  }

  private static Set<Integer> ids(String list) {
    return Arrays.stream(list.trim().split(" "))
        .map(Integer::valueOf)
        .collect(Collectors.toUnmodifiableSet());
  }
}
