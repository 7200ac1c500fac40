package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What is said of a restore of a whole cluster. */
final class PhysicalOptions {
  @Option(
      names = "--physical",
      description = "restore the whole cluster into a data directory and replay its WAL")
  boolean physical;

  @Option(
      names = "--to-directory",
      paramLabel = "DIR",
      description = "a new folder on restore-service's machine")
  String directory;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "up to this time: 14:02, \"2026-01-31 14:02\" here, or 2026-01-31T14:02:00Z")
  String at;

  @Option(names = "--lsn", paramLabel = "X/X", description = "up to this position of the WAL")
  String lsn;

  @Option(names = "--xid", paramLabel = "N", description = "up to this transaction")
  Long xid;

  @Option(names = "--name", paramLabel = "NAME", description = "up to this named restore point")
  String name;

  @Option(names = "--latest", description = "to the end of the archived WAL; the default")
  boolean latest;

  @Option(names = "--consistent", description = "no further than the backup's end")
  boolean consistent;

  @Option(names = "--exclusive", description = "without what is at the time, position or number")
  boolean exclusive;

  @Option(
      names = "--timeline",
      paramLabel = "N",
      description = "the history to follow: latest (the default), current, or a number")
  String timeline;

  @Option(names = "--port", paramLabel = "PORT", description = "of the restored cluster")
  Integer port;

  @Option(
      names = "--replica-directory",
      paramLabel = "DIR",
      description = "another new folder there, for a replica that streams from it; needs --port")
  String replicaDirectory;

  @Option(
      names = "--replica-port",
      paramLabel = "PORT",
      description = "of that replica; by default the one after --port")
  Integer replicaPort;

  @Option(names = "--preview", description = "only say what would be done and lost")
  boolean preview;

  void putInto(Map<String, Object> body) {
    if (!physical) {
      requireNone();
      return;
    }
    body.put("kind", "physical");
    RestoreRun.putIfGiven(body, "targetDirectory", directory);
    body.put("target", target());
    RestoreRun.putIfGiven(body, "port", port);
    RestoreRun.putIfGiven(body, "replicaDirectory", replicaDirectory);
    RestoreRun.putIfGiven(body, "replicaPort", replicaPort);
    if (preview) {
      body.put("preview", true);
    }
  }

  private void requireNone() {
    boolean any =
        Stream.of(directory, at, lsn, xid, name, timeline, port, replicaDirectory, replicaPort)
            .anyMatch(Objects::nonNull);
    if (any || latest || consistent || exclusive || preview) {
      throw new CliFailure(ExitCode.USAGE, "such options are for whole clusters: add --physical");
    }
  }

  private Map<String, Object> target() {
    Map<String, Object> target = new LinkedHashMap<>();
    RestoreRun.putIfGiven(target, "time", at == null ? null : GivenTime.of(at).toString());
    RestoreRun.putIfGiven(target, "lsn", lsn);
    RestoreRun.putIfGiven(target, "xid", xid);
    RestoreRun.putIfGiven(target, "name", name);
    if (consistent) {
      target.put("consistent", true);
    }
    if (latest || target.isEmpty()) {
      target.put("latest", true);
    }
    if (exclusive) {
      target.put("inclusive", false);
    }
    RestoreRun.putIfGiven(target, "timeline", timeline);
    return target;
  }

  /** A plan, for people. */
  static String text(JsonNode plan) {
    StringBuilder text = new StringBuilder();
    line(text, "from backup", Cells.text(plan.path("backupId")));
    line(text, "can reach", Cells.time(plan.path("from")) + " to " + Cells.time(plan.path("to")));
    line(text, "timeline", Cells.text(plan.path("timeline")));
    line(
        text,
        "to do",
        "%s of the backup, at most %s of WAL"
            .formatted(Cells.size(plan.path("backupBytes")), Cells.size(plan.path("walBytes"))));
    line(text, "not in it", Cells.text(plan.path("dataLoss")));
    if (plan.hasNonNull("lostSince")) {
      line(text, "lost since", Cells.time(plan.path("lostSince")));
    }
    if (plan.hasNonNull("estimatedSeconds")) {
      line(text, "will take", "about " + Cells.text(plan.path("estimatedSeconds")) + " s");
    }
    return text.toString().stripTrailing();
  }

  /** What a restore came to, for people. */
  static String reached(JsonNode result) {
    String text =
        "replayed to %s, on %s; its last transaction is of %s"
            .formatted(
                Cells.text(result.path("reachedLsn")),
                Cells.text(result.path("host")),
                Cells.time(result.path("lastCommit")));
    JsonNode replica = result.path("replica");
    return replica.isObject() ? text + System.lineSeparator() + replica(replica) : text;
  }

  private static String replica(JsonNode replica) {
    return "its replica is %s, for port %s: it followed within %s ms and took no writes; its password is in %s"
        .formatted(
            Cells.text(replica.path("targetDirectory")),
            Cells.text(replica.path("port")),
            Cells.text(replica.path("lagMillis")),
            Cells.text(replica.path("passwordFile")));
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append("%-12s %s%n".formatted(name, value));
  }
}
