package io.salvaguarda.restore.run;

import io.salvaguarda.postgres.facts.Facts;
import io.salvaguarda.postgres.restore.ArchiveToc;
import io.salvaguarda.postgres.restore.RestoreSelection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The part of a backup that is wanted, by names that its facts hold. */
public final class Selection {

  private final Facts facts;
  private final List<String> tables;
  private final List<String> schemas;

  public Selection(Facts facts, List<String> tables, List<String> schemas) {
    this.facts = facts;
    this.tables = tables;
    this.schemas = schemas;
  }

  /** The first table that the backup does not hold. */
  public Optional<String> unknownTable() {
    Set<String> known = names().map(Selection::text).collect(Collectors.toSet());
    return tables.stream().filter(table -> !known.contains(table)).findFirst();
  }

  /** The first schema that the backup does not hold. */
  public Optional<String> unknownSchema() {
    Set<String> known =
        facts.schemas().stream().map(Facts.Schema::name).collect(Collectors.toSet());
    return schemas.stream().filter(schema -> !known.contains(schema)).findFirst();
  }

  /**
   * What of the archive that has this table of contents, which defines the objects, is wanted.
   *
   * @throws IllegalArgumentException when the backup holds nothing of it
   */
  RestoreSelection of(ArchiveToc toc) {
    Set<RestoreSelection.Name> chosen =
        names().filter(name -> tables.contains(text(name))).collect(Collectors.toSet());
    return RestoreSelection.of(toc, facts, chosen, new HashSet<>(schemas));
  }

  private Stream<RestoreSelection.Name> names() {
    return Stream.concat(
        facts.tables().stream().map(t -> new RestoreSelection.Name(t.schema(), t.name())),
        facts.relations().stream().map(r -> new RestoreSelection.Name(r.schema(), r.name())));
  }

  private static String text(RestoreSelection.Name name) {
    return name.schema() + "." + name.name();
  }
}
