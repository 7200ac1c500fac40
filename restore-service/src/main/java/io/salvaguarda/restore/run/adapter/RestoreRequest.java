package io.salvaguarda.restore.run.adapter;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of a wish for a restore. */
@Schema(name = "RestoreRequest")
record RestoreRequest(
    @Schema(description = "the source's key in salvaguarda.yaml", required = true) String source,
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
    Swap swap) {

  /** The words that put the restored database into the place of the one in use. */
  @Schema(name = "RestoreSwap")
  record Swap(@Schema(examples = "replace testdb", required = true) String confirm) {}

  List<String> schemasOrNone() {
    return schemas == null ? List.of() : schemas;
  }

  List<String> tablesOrNone() {
    return tables == null ? List.of() : tables;
  }
}
