package io.salvaguarda.postgres.facts;

import io.salvaguarda.postgres.facts.Difference.Code;
import io.salvaguarda.postgres.session.SequenceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compares a copy's facts with its source's, exactly: an empty source wants an empty copy. What a
 * new database has by itself (the schema public, plpgsql, the server's own roles) may be there in
 * excess.
 */
public final class FactsComparison {
  private final Facts expected;
  private final Facts actual;
  private final List<Difference> differences = new ArrayList<>();

  private FactsComparison(Facts expected, Facts actual) {
    this.expected = expected;
    this.actual = actual;
  }

  /** All differences, tables first; empty when the copy is as the source was. */
  public static List<Difference> compare(Facts expected, Facts actual) {
    FactsComparison comparison = new FactsComparison(expected, actual);
    comparison.tables();
    comparison.relations();
    comparison.sequences();
    comparison.extensions();
    comparison.names(
        Code.SCHEMA_MISSING,
        expected.schemas().stream().map(Facts.Schema::name).toList(),
        actual.schemas().stream().map(Facts.Schema::name).toList());
    comparison.names(Code.ROLE_MISSING, expected.roles(), actual.roles());
    comparison.counts();
    comparison.database();
    return List.copyOf(comparison.differences);
  }

  private void add(Code code, String object, Object wanted, Object found) {
    differences.add(new Difference(code, object, String.valueOf(wanted), String.valueOf(found)));
  }

  private static <T> Map<String, T> byName(List<T> things, Function<T, String> name) {
    return things.stream().collect(Collectors.toMap(name, t -> t, (a, b) -> a, TreeMap::new));
  }

  private void tables() {
    Map<String, Facts.Table> found = byName(actual.tables(), t -> t.schema() + "." + t.name());
    Map<String, Facts.Table> wanted = byName(expected.tables(), t -> t.schema() + "." + t.name());
    wanted.forEach(
        (name, table) -> {
          Facts.Table copy = found.get(name);
          if (copy == null) {
            add(Code.TABLE_MISSING, name, table.rows() + " rows", "no table");
          } else if (copy.rows() != table.rows()) {
            add(Code.ROW_COUNT_DIFFERS, name, table.rows(), copy.rows());
          } else if (checksumDiffers(table, copy)) {
            add(Code.CHECKSUM_DIFFERS, name, table.checksum(), copy.checksum());
          }
        });
    var unexpected = new TreeSet<>(found.keySet());
    unexpected.removeAll(wanted.keySet());
    unexpected.forEach(
        name -> add(Code.TABLE_UNEXPECTED, name, "no table", found.get(name).rows() + " rows"));
  }

  private boolean checksumDiffers(Facts.Table table, Facts.Table copy) {
    boolean comparable =
        table.checksum() != null
            && copy.checksum() != null
            && expected.checksumMethod().equals(actual.checksumMethod());
    return comparable && !table.checksum().equals(copy.checksum());
  }

  private void relations() {
    Map<String, Facts.Relation> found =
        byName(actual.relations(), r -> r.kind() + " " + r.schema() + "." + r.name());
    byName(expected.relations(), r -> r.kind() + " " + r.schema() + "." + r.name())
        .forEach(
            (key, relation) -> {
              String name = relation.schema() + "." + relation.name();
              Facts.Relation copy = found.get(key);
              if (copy == null) {
                add(Code.RELATION_MISSING, name, relation.kind(), "none");
              } else if (relation.populated() && !copy.populated()) {
                add(Code.MATERIALIZED_VIEW_NOT_POPULATED, name, "populated", "not populated");
              }
            });
  }

  /**
   * The source's sequences were read before the dump, so the copy may be ahead of them, never
   * behind.
   */
  private void sequences() {
    Map<String, SequenceState> found = byName(actual.sequences(), s -> s.schema() + "." + s.name());
    byName(expected.sequences(), s -> s.schema() + "." + s.name())
        .forEach(
            (name, sequence) -> {
              SequenceState copy = found.get(name);
              if (copy == null) {
                add(Code.SEQUENCE_MISSING, name, "a sequence", "none");
              } else if (behind(sequence, copy)) {
                add(Code.SEQUENCE_BEHIND, name, sequence.lastValue(), copy.lastValue());
              }
            });
  }

  private static boolean behind(SequenceState sequence, SequenceState copy) {
    if (sequence.lastValue() == null || sequence.cycles()) {
      return false;
    }
    if (copy.lastValue() == null) {
      return true;
    }
    return sequence.increment() > 0
        ? copy.lastValue() < sequence.lastValue()
        : copy.lastValue() > sequence.lastValue();
  }

  private void extensions() {
    Map<String, Facts.Extension> found = byName(actual.extensions(), Facts.Extension::name);
    byName(expected.extensions(), Facts.Extension::name)
        .forEach(
            (name, extension) -> {
              Facts.Extension copy = found.get(name);
              if (copy == null) {
                add(Code.EXTENSION_MISSING, name, extension.version(), "none");
              } else if (!copy.version().equals(extension.version())) {
                add(Code.EXTENSION_VERSION_DIFFERS, name, extension.version(), copy.version());
              }
            });
  }

  private void names(Code code, List<String> wanted, List<String> found) {
    var missing = new TreeSet<>(wanted);
    found.forEach(missing::remove);
    missing.forEach(name -> add(code, name, "there", "none"));
  }

  private void counts() {
    new TreeMap<>(expected.objectCounts())
        .forEach(
            (kind, count) -> {
              Long copy = actual.objectCounts().get(kind);
              if (copy != null && !copy.equals(count)) {
                add(Code.OBJECT_COUNT_DIFFERS, kind, count, copy);
              }
            });
    if (expected.largeObjects() != actual.largeObjects()) {
      add(
          Code.LARGE_OBJECTS_DIFFER,
          "large objects",
          expected.largeObjects(),
          actual.largeObjects());
    }
  }

  private void database() {
    DatabaseShape wanted = expected.database();
    DatabaseShape found = actual.database();
    if (!wanted.encoding().equals(found.encoding())) {
      add(Code.ENCODING_DIFFERS, "database", wanted.encoding(), found.encoding());
    }
    if (!wanted.collate().equals(found.collate()) || !wanted.ctype().equals(found.ctype())) {
      add(
          Code.LOCALE_DIFFERS,
          "database",
          wanted.collate() + "/" + wanted.ctype(),
          found.collate() + "/" + found.ctype());
    }
  }
}
