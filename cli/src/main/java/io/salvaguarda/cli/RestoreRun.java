package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description =
        "Restore into a new database or data directory and wait; nothing that is there is touched.",
    footer = {
      "",
      "Examples:",
      "  salva restore run testdb                                  the newest verified backup",
      "  salva restore run testdb --target look_here --table public.users",
      "  salva restore run testdb --swap-confirm \"replace testdb\"  in the live one's place",
      "  salva restore run testdb --physical --to-directory /srv/restores/a --at 14:02 --preview",
      "  salva restore run testdb --physical --to-directory /srv/restores/a --port 5499"
          + " --replica-directory /srv/restores/b"
    })
final class RestoreRun extends ClientCommand {
  @Parameters(paramLabel = "SOURCE", description = "a source of salvaguarda.yaml")
  String source;

  @Option(names = "--backup", paramLabel = "ID", description = "by default the newest verified one")
  String backup;

  @Option(names = "--target", paramLabel = "NAME", description = "the new database's name")
  String target;

  @Option(names = "--table", paramLabel = "SCHEMA.TABLE", description = "only this; repeatable")
  List<String> tables;

  @Option(names = "--schema", paramLabel = "SCHEMA", description = "only this; repeatable")
  List<String> schemas;

  @Option(
      names = {"-j", "--jobs"},
      paramLabel = "N",
      description =
          "connections to the server at once; by default as many as workers have made the backup")
  Integer jobs;

  @Option(names = "--allow-unverified", description = "also take a named, unverified backup")
  boolean allowUnverified;

  @Option(
      names = "--swap-confirm",
      paramLabel = "\"replace DATABASE\"",
      description =
          "put it in the live database's place, which is kept under another name;"
              + " needs exactly these words and the role admin")
  String swap;

  @Mixin PhysicalOptions cluster;

  @Mixin WaitOptions wait;

  @Override
  public Integer call() {
    JsonNode accepted = rest().post(Service.RESTORE, "/restores", body());
    if (cluster.preview) {
      return json ? printJson(accepted) : say(PhysicalOptions.text(accepted));
    }
    return follow(Service.RESTORE, accepted, wait, this::print);
  }

  private Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("source", source);
    putIfGiven(body, "backupId", backup);
    putIfGiven(body, "targetDatabase", target);
    putIfGiven(body, "tables", tables);
    putIfGiven(body, "schemas", schemas);
    putIfGiven(body, "jobs", jobs);
    if (allowUnverified) {
      body.put("allowUnverified", true);
    }
    if (swap != null) {
      body.put("swap", Map.of("confirm", swap));
    }
    cluster.putInto(body);
    return body;
  }

  static void putIfGiven(Map<String, Object> body, String name, Object value) {
    if (value != null) {
      body.put(name, value);
    }
  }

  private void print(JsonNode result) {
    say(
        "restored %s into %s; not in it: %s"
            .formatted(
                Cells.text(result.path("backupId")),
                cluster.physical
                    ? Cells.text(result.path("targetDirectory"))
                    : "database " + Cells.text(result.path("targetDatabase")),
                Cells.text(result.path("dataLoss"))));
    if (cluster.physical) {
      say(PhysicalOptions.reached(result));
    }
    if (result.hasNonNull("previousDatabase")) {
      say("the database before it is kept as " + Cells.text(result.get("previousDatabase")));
    }
    for (JsonNode note : result.path("notes")) {
      say("note: " + Cells.text(note));
    }
  }
}
