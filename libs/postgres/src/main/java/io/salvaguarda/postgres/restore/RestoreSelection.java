package io.salvaguarda.postgres.restore;

import io.salvaguarda.postgres.facts.Facts;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Chooses from an archive some tables or schemas with all that makes them whole: partitions, data,
 * indexes, constraints, triggers, owned sequences, comments and grants, and before them what they
 * need: schema, types, functions, extensions. pg_restore's own {@code --table} brings the bare
 * table.
 *
 * <p>Objects are found by the source's object ids, which facts and archive share, so no name is
 * parsed. A foreign key is left out when the other table is.
 */
public final class RestoreSelection {
  private static final Set<String> ALWAYS = Set.of("ENCODING", "STDSTRINGS", "SEARCHPATH");
  private static final Set<String> RELATIONS =
      Set.of("TABLE", "FOREIGN TABLE", "VIEW", "MATERIALIZED VIEW", "SEQUENCE");

  /** What belongs to a chosen relation and comes with it. */
  private static final Set<String> SATELLITES =
      Set.of(
          "TABLE DATA",
          "MATERIALIZED VIEW DATA",
          "INDEX",
          "INDEX ATTACH",
          "CONSTRAINT",
          "CHECK CONSTRAINT",
          "FK CONSTRAINT",
          "DEFAULT",
          "TRIGGER",
          "RULE",
          "POLICY",
          "ROW SECURITY",
          "STATISTICS",
          "SEQUENCE",
          "TABLE ATTACH");

  /** What comes even with things that are only needed by others: values, grants, words. */
  private static final Set<String> COMPANIONS =
      Set.of("SEQUENCE SET", "SEQUENCE OWNED BY", "ACL", "COMMENT", "SECURITY LABEL");

  /** What a satellite must find there and does not bring along. */
  private static final Set<String> NEVER_BROUGHT =
      Set.of("TABLE", "FOREIGN TABLE", "VIEW", "MATERIALIZED VIEW", "CONSTRAINT", "INDEX");

  private final ArchiveToc toc;
  private final Facts facts;
  private final Map<Integer, ArchiveToc.Entry> byId = new LinkedHashMap<>();

  /** Asked for, and what belongs to it. */
  private final Set<Integer> chosen = new HashSet<>();

  /** Chosen, and what that needs: definitions only. */
  private final Set<Integer> there = new HashSet<>();

  /** A relation's name; schema and name as they are, unquoted. */
  public record Name(String schema, String name) {}

  private RestoreSelection(ArchiveToc toc, Facts facts) {
    this.toc = toc;
    this.facts = facts;
    toc.entries().forEach(entry -> byId.put(entry.id(), entry));
  }

  /**
   * @param toc of the archive that defines the objects
   * @throws IllegalArgumentException when the backup's facts hold none of the names
   */
  public static RestoreSelection of(
      ArchiveToc toc, Facts facts, Set<Name> tables, Set<String> schemas) {
    RestoreSelection selection = new RestoreSelection(toc, facts);
    Set<Long> wanted =
        selection
            .relations()
            .filter(r -> wanted(r, tables, schemas))
            .map(Relation::oid)
            .collect(Collectors.toSet());
    if (wanted.isEmpty()) {
      throw new IllegalArgumentException("the backup holds none of: " + tables + " " + schemas);
    }
    selection.choose(entry -> RELATIONS.contains(entry.kind()) && wanted.contains(entry.oid()));
    selection.choose(entry -> selection.inSchema(entry, schemas));
    selection.partitions();
    selection.prerequisites();
    selection.satellites();
    return selection;
  }

  private record Relation(String schema, String name, long oid) {}

  private Stream<Relation> relations() {
    return Stream.of(
            facts.tables().stream().map(t -> new Relation(t.schema(), t.name(), t.oid())),
            facts.relations().stream().map(r -> new Relation(r.schema(), r.name(), r.oid())),
            facts.sequences().stream().map(s -> new Relation(s.schema(), s.name(), s.oid())))
        .flatMap(all -> all);
  }

  private static boolean wanted(Relation relation, Set<Name> tables, Set<String> schemas) {
    return schemas.contains(relation.schema())
        || tables.contains(new Name(relation.schema(), relation.name()));
  }

  /** Functions, types and the like, and the schema itself. */
  private boolean inSchema(ArchiveToc.Entry entry, Set<String> schemas) {
    if (entry.is("SCHEMA")) {
      return facts.schemas().stream()
          .anyMatch(s -> s.oid() == entry.oid() && schemas.contains(s.name()));
    }
    return entry.oid() != 0
        && !SATELLITES.contains(entry.kind())
        && !COMPANIONS.contains(entry.kind())
        && schemaOf(entry).filter(schemas::contains).isPresent();
  }

  /** A schema's name may hold blanks: the longest that fits is the one. */
  private Optional<String> schemaOf(ArchiveToc.Entry entry) {
    return facts.schemas().stream()
        .map(Facts.Schema::name)
        .filter(schema -> entry.name().startsWith(schema + " "))
        .max(Comparator.comparing(String::length));
  }

  private void choose(Predicate<ArchiveToc.Entry> wanted) {
    toc.entries().stream().filter(wanted).forEach(entry -> chosen.add(entry.id()));
  }

  /** A partition depends on its parent; a table that inherits does too, and stays away. */
  private void partitions() {
    Set<Long> partitioned =
        facts.relations().stream()
            .filter(r -> r.kind().equals("p"))
            .map(Facts.Relation::oid)
            .collect(Collectors.toSet());
    int before;
    do {
      before = chosen.size();
      choose(
          entry ->
              entry.is("TABLE", "FOREIGN TABLE")
                  && entry.dependencies().stream()
                      .filter(chosen::contains)
                      .map(byId::get)
                      .anyMatch(parent -> partitioned.contains(parent.oid())));
    } while (chosen.size() > before);
  }

  private void prerequisites() {
    there.addAll(chosen);
    Set.copyOf(chosen).forEach(this::bringNeedsOf);
  }

  private void bringNeedsOf(int chosenId) {
    Deque<Integer> open = new ArrayDeque<>(List.of(chosenId));
    while (!open.isEmpty()) {
      for (int id : byId.get(open.pop()).dependencies()) {
        if (byId.containsKey(id) && there.add(id)) {
          open.push(id);
        }
      }
    }
  }

  private void satellites() {
    int before;
    do {
      before = there.size() + chosen.size();
      toc.entries().stream()
          .filter(entry -> !chosen.contains(entry.id()))
          .filter(this::belongs)
          .filter(entry -> entry.dependencies().stream().allMatch(this::thereOrBrought))
          .forEach(
              entry -> {
                chosen.add(entry.id());
                there.add(entry.id());
                bringNeedsOf(entry.id());
              });
    } while (there.size() + chosen.size() > before);
  }

  private boolean belongs(ArchiveToc.Entry entry) {
    return SATELLITES.contains(entry.kind())
            && entry.dependencies().stream().anyMatch(chosen::contains)
        || COMPANIONS.contains(entry.kind())
            && entry.dependencies().stream().anyMatch(there::contains);
  }

  private boolean thereOrBrought(int id) {
    ArchiveToc.Entry entry = byId.get(id);
    return entry == null || there.contains(id) || !NEVER_BROUGHT.contains(entry.kind());
  }

  /** For {@link RestoreOptions#only}, of the archive that this was made for. */
  public String list() {
    return text(toc, entry -> there.contains(entry.id()));
  }

  /**
   * The same of another archive of the same dump, one that holds data only. Its ids are its own: a
   * table's data is known by the table's object id; a sequence's value has none there, and is known
   * by its names.
   *
   * @return empty when nothing of it is wanted
   */
  public Optional<String> dataList(ArchiveToc data) {
    Set<Long> tables =
        chosen.stream()
            .map(byId::get)
            .filter(entry -> entry.is("TABLE"))
            .map(ArchiveToc.Entry::oid)
            .collect(Collectors.toSet());
    Set<String> sequences =
        there.stream()
            .map(byId::get)
            .filter(entry -> entry.is("SEQUENCE"))
            .map(ArchiveToc.Entry::name)
            .collect(Collectors.toSet());
    Predicate<ArchiveToc.Entry> wanted =
        entry ->
            entry.is("TABLE DATA") && tables.contains(entry.oid())
                || entry.is("SEQUENCE SET") && sequences.contains(entry.name());
    return data.entries().stream().anyMatch(wanted)
        ? Optional.of(text(data, wanted))
        : Optional.empty();
  }

  private static String text(ArchiveToc toc, Predicate<ArchiveToc.Entry> wanted) {
    return toc.entries().stream()
        .filter(entry -> wanted.test(entry) || ALWAYS.contains(entry.kind()))
        .map(entry -> entry.id() + ";\n")
        .collect(Collectors.joining());
  }
}
