package io.salvaguarda.restore.run.adapter;

import io.salvaguarda.restore.window.TargetSpec;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of a wish for a restore. */
@Schema(name = "RestoreRequest")
record RestoreRequest(
    @Schema(description = "the source's key in salvaguarda.yaml", required = true) String source,
    @Schema(
            description =
                "logical: into a database of the source's server, the default; physical: the whole"
                    + " cluster into a data directory on restore-service's machine",
            enumeration = {"logical", "physical"})
        String kind,
    @Schema(description = "a backup id, or latest: the newest verified one, also the default")
        String backupId,
    @Schema(description = "a new database's name; by default <database>_restored_<time>")
        String targetDatabase,
    @Schema(description = "only these schemas") List<String> schemas,
    @Schema(description = "only these tables, each as schema.table") List<String> tables,
    @Schema(description = "also take a backup that no verification has proven")
        Boolean allowUnverified,
    @Schema(
            description =
                "connections to the server at once, 1 to 64; by default as many as workers have"
                    + " made the backup")
        Integer jobs,
    Swap swap,
    @Schema(description = "physical: an absolute path that is not there, or an empty folder")
        String targetDirectory,
    @Schema(description = "physical: up to where WAL is replayed; by default to its end")
        TargetSpec target,
    @Schema(description = "physical: the restored cluster's port; by default the one it had")
        Integer port,
    @Schema(
            description =
                "physical: another such path; the restored cluster ends as a primary with a replica"
                    + " there, which streams from it; needs port")
        String replicaDirectory,
    @Schema(description = "physical: the replica's port; by default the one after port")
        Integer replicaPort,
    @Schema(description = "physical: only say what would be done") Boolean preview) {

  /** The words that put the restored database into the place of the one in use. */
  @Schema(name = "RestoreSwap")
  record Swap(@Schema(examples = "replace testdb", required = true) String confirm) {}

  boolean physical() {
    return "physical".equals(kind);
  }

  /** What belongs to logical restores only. */
  Optional<String> logicalField() {
    return firstGiven("targetDatabase", targetDatabase, "schemas", schemas)
        .or(() -> firstGiven("tables", tables, "jobs", jobs))
        .or(() -> firstGiven("swap", swap, "", null));
  }

  /** What belongs to physical restores only. */
  Optional<String> physicalField() {
    return firstGiven("targetDirectory", targetDirectory, "target", target)
        .or(() -> firstGiven("port", port, "preview", preview))
        .or(() -> firstGiven("replicaDirectory", replicaDirectory, "replicaPort", replicaPort));
  }

  private static Optional<String> firstGiven(
      String name, Object value, String other, Object otherValue) {
    return value != null ? Optional.of(name) : Optional.ofNullable(otherValue).map(given -> other);
  }

  List<String> schemasOrNone() {
    return schemas == null ? List.of() : schemas;
  }

  List<String> tablesOrNone() {
    return tables == null ? List.of() : tables;
  }
}
