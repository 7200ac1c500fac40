package io.salvaguarda.postgres.facts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.salvaguarda.postgres.session.SequenceState;
import java.util.List;
import java.util.Map;

/**
 * What a database held at one instant; its JSON is the manifest's {@code facts}. Extensions' own
 * objects are left out throughout: the extension makes them again.
 *
 * @param tables ordinary tables, partitions among them, with exact rows
 * @param relations what holds no rows of its own in a dump: views, partitioned and foreign tables
 * @param roles all but PostgreSQL's own
 * @param objectCounts how many there are of each kind: index, constraint, function, trigger …
 * @param checksumMethod how the tables' checksums were made; null when there are none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Facts(
    int formatVersion,
    String serverVersion,
    DatabaseShape database,
    List<Schema> schemas,
    List<Table> tables,
    List<Relation> relations,
    List<SequenceState> sequences,
    List<Extension> extensions,
    List<String> roles,
    Map<String, Long> objectCounts,
    long largeObjects,
    String checksumMethod) {

  static final int FORMAT_VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  public Facts {
    schemas = List.copyOf(schemas);
    tables = List.copyOf(tables);
    relations = List.copyOf(relations);
    sequences = List.copyOf(sequences);
    extensions = List.copyOf(extensions);
    roles = List.copyOf(roles);
    objectCounts = Map.copyOf(objectCounts);
  }

  /** The object ids are the source's: an archive's table of contents has the same. */
  public record Schema(String name, long oid) {}

  /**
   * @param checksum of all rows, whatever their order; null when none was asked for or possible
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Table(String schema, String name, long oid, long rows, String checksum) {}

  /**
   * @param kind PostgreSQL's letter: p partitioned table, v view, m materialized view, f foreign
   *     table
   * @param populated false: a materialized view that was made without data
   */
  public record Relation(String schema, String name, long oid, String kind, boolean populated) {}

  public record Extension(String name, String version, String schema) {}

  public long totalRows() {
    return tables.stream().mapToLong(Table::rows).sum();
  }

  public JsonNode toJson() {
    return JSON.valueToTree(this);
  }

  /** Reads what {@link #toJson()} wrote; fields of later versions are ignored. */
  public static Facts fromJson(JsonNode json) {
    try {
      return JSON.treeToValue(json, Facts.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a backup's facts: " + e.getOriginalMessage(), e);
    }
  }
}
